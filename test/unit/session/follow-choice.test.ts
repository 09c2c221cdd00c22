import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BUILT_IN_ONLY, type FamilyChoice } from '../../../lib/catalog/choice.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { signsOf } from '../../../lib/catalog/pack-index.ts';
import type { FamilyDocument } from '../../../lib/catalog/schema.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { createGrowingEngine, type GrowingEngine } from '../../../lib/diagnose/growing-engine.ts';
import type { Exchange } from '../../../lib/exchange.ts';
import { followChoice } from '../../../lib/session/follow-choice.ts';
import type { Session } from '../../../lib/session/log.ts';
import { createRecorder } from '../../../lib/session/recorder.ts';
import { createSession } from '../../../lib/session/session.ts';
import { ACME, familyOf, QUIET_SHAPE } from '../../families.ts';
import { bodyOf, httpExchange, SOCKET, socketMessage } from '../../fixtures.ts';

const service = familyOf({ ...ACME, id: 'service', hosts: ['service.example'] });
const fault = (host = 'api.acme.example', more = {}) =>
  httpExchange({
    id: 'one',
    url: `https://${host}/x`,
    status: 429,
    responseBody: bodyOf('{"fault":"quota_used_up"}'),
    ...more,
  });
const choose = (over: Partial<FamilyChoice>): FamilyChoice => ({ ...BUILT_IN_ONLY, ...over });
const own = (document: FamilyDocument, on = true) => choose({ own: [{ document, on }] });

let session: Session;
let engine: GrowingEngine;
let record: (exchange: Exchange) => void;
let set: (choice: FamilyChoice) => Promise<void>;
let held: FamilyChoice;
let run: () => Promise<void>;
let ending: AbortController;
let onApplied: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  session = createSession({ schedule: () => {} });
  engine = createGrowingEngine({
    general: { families: builtInFamilies, createEngine },
    signs: [signsOf(service)],
    load: async () => service,
  });
  const conversations = new Map();
  record = createRecorder(engine, session, conversations);
  held = BUILT_IN_ONLY;
  ending = new AbortController();
  let changed = () => {};
  onApplied = vi.fn<() => void>();
  run = followChoice({
    choice: {
      read: () => held,
      onChange: (listener) => {
        changed = listener;
      },
    },
    engine,
    session,
    conversations,
    pause: async () => {},
    onApplied,
    onTrouble: (error) => {
      throw error;
    },
    signal: ending.signal,
  });
  set = async (choice) => {
    held = choice;
    const before = onApplied.mock.calls.length;
    changed();
    await vi.waitFor(() => expect(onApplied.mock.calls.length).toBe(before + 1));
  };
});

const found = () => session.failures().map(({ finding }) => `${finding.family}/${finding.code}`);

describe('what was captured', () => {
  it('is diagnosed anew by a family that is added, and as before once it is removed', async () => {
    record(fault());
    const before = found();
    expect(before).not.toContain('acme/quota_used_up');
    await set(own(ACME));
    expect(found()).toEqual(['acme/quota_used_up']);
    await set(own(ACME, false));
    expect(found()).toEqual(before);
    await set(own(ACME));
    await set(BUILT_IN_ONLY);
    expect(found()).toEqual(before);
    expect(session.snapshot().counts).toMatchObject({ failures: 1, exchanges: 1 });
  });

  it('as a success is diagnosed too: an error in it that only the family knows shows, and goes with it', async () => {
    const quiet = own({ ...ACME, shapes: [QUIET_SHAPE] });
    record(fault('api.acme.example', { status: 200, responseBody: bodyOf('{"outcome":"quota_used_up"}') }));
    record(httpExchange({ id: 'well', url: 'https://api.acme.example/', responseBody: bodyOf('{"data":1}') }));
    const lines = () => session.healthy().map(({ id }) => id);
    expect([found(), lines()]).toEqual([[], ['one', 'well']]);
    await set(quiet);
    expect([found(), lines()]).toEqual([['acme/quota_used_up'], ['well']]);
    await set(BUILT_IN_ONLY);
    expect([found(), lines()]).toEqual([[], ['well', 'one']]);
    await set(quiet);
    expect(found()).toEqual(['acme/quota_used_up']);
    expect(session.snapshot().counts).toMatchObject({ failures: 1, exchanges: 2 });
    session.clear();
    await set(BUILT_IN_ONLY);
    await set(quiet);
    expect([found(), lines()]).toEqual([[], []]);
  });

  it('on a socket is read again in its order, and healthy messages can turn out to be failures', async () => {
    const socket = { ...SOCKET, url: 'wss://api.acme.example/' };
    session.socket(socket, 'open');
    record(socketMessage('{"fault":"quota_used_up"}', { id: 'm1', socket }));
    record(socketMessage('{"error":{"code":"E1","message":"No such thing"}}', { id: 'm2', socket }));
    const before = found();
    expect(before).toHaveLength(1);
    await set(own(ACME));
    expect(found()).toContain('acme/quota_used_up');
    await set(BUILT_IN_ONLY);
    expect(found()).toEqual(before);
    expect(session.healthy()).toEqual([]);
  });
});

describe('a choice', () => {
  it('of an own family is taken by what comes after it', async () => {
    await set(own(ACME));
    record(fault());
    expect(found()).toEqual(['acme/quota_used_up']);
  });

  it('turns a service off, also one that was met', async () => {
    record(fault('service.example'));
    await vi.waitFor(() => expect(found()).toEqual(['service/quota_used_up']));
    await set(choose({ off: ['service'] }));
    expect(found()).toEqual(['http/429']);
    record(fault('service.example', { id: 'two' }));
    expect(engine.meet(fault('service.example'))).toBeUndefined();
    await set(BUILT_IN_ONLY);
    expect(found()).toEqual(['service/quota_used_up', 'service/quota_used_up']);
  });

  it('cannot turn off what speaks last', async () => {
    await set(choose({ off: ['http', 'envelope', 'network', 'websocket'] }));
    record(httpExchange({ status: 500 }));
    expect(found()).toEqual(['http/500']);
  });

  it('gives hosts to a service that is not loaded yet, and to one that is', async () => {
    record(fault('localhost:8080'));
    expect(found()).not.toEqual(['service/quota_used_up']);
    await set(choose({ bound: [{ family: 'service', hosts: ['localhost'] }] }));
    expect(found()).toEqual(['service/quota_used_up']);
    await set(choose({ bound: [{ family: 'service', hosts: ['elsewhere.example'] }] }));
    expect(found()).not.toEqual(['service/quota_used_up']);
  });

  it('orders own families: of two that fit, the first one speaks', async () => {
    const twin = { ...ACME, id: 'twin' };
    record(fault());
    const both = (...documents: FamilyDocument[]) =>
      choose({ own: documents.map((document) => ({ document, on: true })) });
    await set(both(ACME, twin));
    expect(found()).toEqual(['acme/quota_used_up']);
    await set(both(twin, ACME));
    expect(found()).toEqual(['twin/quota_used_up']);
  });
});

describe('a choice is applied', () => {
  let chosen: string[][];

  beforeEach(() => {
    chosen = [];
    vi.spyOn(engine, 'choose').mockImplementation(({ own: families }) => {
      chosen.push(families.map(({ id }) => id));
    });
  });

  it('once, as long as it stays the same', async () => {
    held = own(ACME);
    await run();
    await run();
    expect([chosen, onApplied.mock.calls.length]).toEqual([[['acme']], 1]);
  });

  it('never, as long as nothing is chosen, however that is written', async () => {
    held = choose({});
    await run();
    expect([chosen, onApplied.mock.calls.length]).toEqual([[], 0]);
  });

  it('not where another follows before it is', async () => {
    held = own(ACME);
    const first = run();
    held = own({ ...ACME, id: 'other' });
    await Promise.all([first, run()]);
    expect([chosen, onApplied.mock.calls.length]).toEqual([[['other']], 1]);
  });

  it('not where the page goes away before', async () => {
    held = own(ACME);
    const running = run();
    ending.abort();
    await running;
    expect([chosen, onApplied.mock.calls.length]).toEqual([[], 0]);
  });

  it('and not told where the page goes away meanwhile', async () => {
    vi.mocked(engine.choose).mockImplementation(() => ending.abort());
    held = own(ACME);
    await run();
    expect(engine.choose).toHaveBeenCalledOnce();
    expect(onApplied).not.toHaveBeenCalled();
  });
});
