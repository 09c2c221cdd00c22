import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { BUILT_IN_ONLY } from '../../../lib/catalog/choice.ts';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { signsOf } from '../../../lib/catalog/pack-index.ts';
import type { Family } from '../../../lib/catalog/schema.ts';
import { loadService, serviceSigns } from '../../../lib/catalog/service-packs.ts';
import type { Engine } from '../../../lib/diagnose/diagnose.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { createGrowingEngine } from '../../../lib/diagnose/growing-engine.ts';
import { createRecorder } from '../../../lib/session/recorder.ts';
import { createSession } from '../../../lib/session/session.ts';
import { createGrowingWords } from '../../../lib/words/words.ts';
import { ACME, familyOf } from '../../families.ts';
import { bodyOf, exchangeOf, httpExchange, readServiceFixtures, socketClose, socketMessage } from '../../fixtures.ts';

const words = { meaning: 'M.', action: 'A.', permanence: 'temporary', basis: 'documented' } as const;
const acme = familyOf({
  id: 'acme',
  title: 'Acme',
  source: 'https://acme.example/errors',
  hosts: ['*.acme.example'],
  context: [{ direction: 'send', members: { hello: { is: 'acme' } }, says: 'an earlier message greets Acme' }],
  shapes: [
    {
      id: 'reply',
      channels: ['http', 'websocket'],
      says: 'body {"fault"}',
      body: { decode: 'json', members: { fault: 'text' } },
      read: { code: 'fault' },
      needs: ['host'],
    },
    { id: 'close', channels: ['close'], says: 'close', read: { code: '$close' }, needs: ['context'] },
  ],
  entries: [
    { codes: ['F1'], name: 'Fault one', shapes: ['reply'], ...words },
    { codes: ['4242'], name: 'Turned away', shapes: ['close'], ...words },
  ],
});

/** Failures of services, and whose each is. */
const failing = readServiceFixtures().flatMap((fixture) =>
  fixture.expect !== null && 'family' in fixture.expect ? [{ fixture, family: fixture.expect.family }] : [],
);

/** An engine that can load Acme, and how often it was asked to. */
function growing(load: () => Promise<Family> = async () => acme) {
  let asked = 0;
  const engine = createGrowingEngine({
    general: { families: builtInFamilies, createEngine },
    signs: [signsOf(acme)],
    load: () => {
      asked++;
      return load();
    },
  });
  return { engine, asked: () => asked };
}

const fault = (over = {}) =>
  httpExchange({ url: 'https://api.acme.example/x', status: 400, responseBody: bodyOf('{"fault":"F1"}'), ...over });

describe('a pack', () => {
  it('is loaded at the first exchange with its host, once, and known from then on', async () => {
    const { engine, asked } = growing();
    expect(engine.diagnose(fault())?.family).toBe('http');
    await Promise.all([engine.meet(fault()), engine.meet(fault())]);
    expect(asked()).toBe(1);
    expect(engine.diagnose(fault())).toMatchObject({ family: 'acme', code: 'F1' });
    expect(engine.meet(fault())).toBeUndefined();
  });

  it('is not loaded for other hosts', () => {
    const { engine } = growing();
    expect(engine.meet(fault({ url: 'https://api.example.com/x' }))).toBeUndefined();
  });

  it('is asked for once where it cannot be read, and costs nothing else', async () => {
    const { engine, asked } = growing(() => Promise.reject(new Error('gone')));
    await engine.meet(fault());
    expect(engine.meet(fault())).toBeUndefined();
    expect(asked()).toBe(1);
    expect(engine.diagnose(fault())?.family).toBe('http');
  });

  it('has the body of a success read while it is on its way', () => {
    const { engine } = growing();
    expect(engine.wantsBody(fault({ status: 200, mimeType: 'application/octet-stream' }))).toBe(true);
    expect(engine.wantsBody(fault({ status: 200, mimeType: 'image/png' }))).toBe(false);
    expect(
      engine.wantsBody(fault({ status: 200, mimeType: 'application/octet-stream', url: 'https://a.example/' })),
    ).toBe(false);
  });

  it('brings its words', async () => {
    const { engine } = growing();
    const said = createGrowingWords(() => engine.families);
    expect(said.familyTitle('acme')).toBe('acme');
    await engine.meet(fault());
    expect(said.familyTitle('acme')).toBe('Acme');
  });
});

describe('the general families', () => {
  const later = () => {
    let asked = 0;
    const general = async () => {
      asked++;
      return { families: builtInFamilies, createEngine };
    };
    const engine = createGrowingEngine({ general, signs: [signsOf(acme)], load: async () => acme });
    return { engine, asked: () => asked };
  };

  it('are not loaded as long as all goes well', () => {
    const { engine, asked } = later();
    expect(engine.meet(httpExchange())).toBeUndefined();
    expect(engine.meet(httpExchange({ status: 304 }))).toBeUndefined();
    expect(asked()).toBe(0);
  });

  it.each([
    ['a failing reply', httpExchange({ status: 500 })],
    ['no reply', httpExchange({ status: 0, failure: 'net::ERR_FAILED' })],
    ['a body that was read', httpExchange({ responseBody: bodyOf('{}') })],
    ['a message', socketMessage('{}')],
    ['a close', socketClose()],
  ])('are loaded at the first sight of %s, once', async (_, exchange) => {
    const { engine, asked } = later();
    await Promise.all([engine.meet(exchange), engine.meet(exchange)]);
    expect([asked(), engine.families.length]).toEqual([1, builtInFamilies.length]);
    expect(engine.meet(exchange)).toBeUndefined();
  });

  it('come together with the pack of a service', async () => {
    const { engine } = later();
    await engine.meet(fault());
    expect(engine.families).toEqual([acme, ...builtInFamilies]);
  });

  it('have every body read that may hold an error, until they are there', async () => {
    const { engine } = later();
    const page = httpExchange({ mimeType: 'application/grpc-web+proto' });
    expect(engine.wantsBody(page)).toBe(true);
    expect(engine.wantsBody(httpExchange({ mimeType: 'image/png' }))).toBe(false);
  });
});

describe('an engine that has met several packs', () => {
  const own = familyOf({ ...ACME, id: 'own', hosts: ['own.example'] });
  const named = ['slack', 'stripe', 'github', 'twilio', 'discord', 'shopify'];
  /** Each has a twin that says the same and comes before it over the network, but speaks after it. */
  const twinOf = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: `${one.id}-twin` });
  const wanted = serviceSigns.filter(({ id }) => named.includes(id)).flatMap((one) => [one, twinOf(one)]);
  async function load(id: string): Promise<Family> {
    const isTwin = id.endsWith('-twin');
    const pack = await loadService(id.replace('-twin', ''));
    if (!isTwin) await new Promise((resolve) => setTimeout(resolve));
    return isTwin ? twinOf(pack) : pack;
  }
  const met = failing.flatMap(({ fixture, family }) => (named.includes(family) ? [exchangeOf(fixture)] : []));

  function engineOf(families: readonly Family[]) {
    let made = 0;
    const engine = createGrowingEngine({
      general: {
        families: builtInFamilies,
        createEngine: (...given) => {
          made++;
          return createEngine(...given);
        },
      },
      signs: wanted,
      load,
    });
    engine.choose({ ...BUILT_IN_ONLY, own: families });
    return { engine, made: () => made };
  }

  it('says the same as one that knew them from the start, in whatever order they came', async () => {
    const packs = await Promise.all(wanted.map(({ id }) => load(id)));
    const mySlack = { ...(await loadService('slack')), id: 'my-slack' };
    const whole = createEngine([own, mySlack, ...packs, ...builtInFamilies]);
    const all = [...met, fault({ url: 'https://own.example/', responseBody: bodyOf('{"fault":"quota_used_up"}') })];
    const expected = all.map((exchange) => whole.diagnose(exchange));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(met, { minLength: met.length }), async (inSomeOrder) => {
        const { engine } = engineOf([own, mySlack]);
        for (const exchange of inSomeOrder) {
          engine.diagnose(exchange);
          await engine.meet(exchange);
        }
        expect(all.map((exchange) => engine.diagnose(exchange))).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it('makes nothing anew of the families that it knows', async () => {
    let read = 0;
    const counted = Object.defineProperty({ ...own }, 'shapes', {
      get: () => {
        read++;
        return own.shapes;
      },
    });
    const { engine } = engineOf([counted]);
    for (const exchange of met) {
      engine.diagnose(exchange);
      await engine.meet(exchange);
    }
    expect(engine.families.length).toBe(1 + wanted.length + builtInFamilies.length);
    expect(read).toBe(1);
  });

  it('grows once by all that one exchange shows signs of', async () => {
    const { engine, made } = engineOf([]);
    engine.diagnose(fault());
    expect(made()).toBe(1);
    await Promise.all(met.map((exchange) => engine.meet(exchange)));
    engine.diagnose(fault());
    expect([made(), engine.families.length]).toEqual([2, wanted.length + builtInFamilies.length]);
  });
});

describe('what came before its pack', () => {
  let engine: Engine;
  const session = () => createSession({ schedule: () => {} });
  const settled = () => new Promise((done) => setTimeout(done));

  beforeEach(() => {
    engine = growing().engine;
  });

  it('shows at once and is completed in its place', async () => {
    const log = session();
    const record = createRecorder(engine, log);
    record(fault({ id: 'first' }));
    record(httpExchange({ id: 'second', status: 500 }));
    const families = () => log.snapshot().groups.map(({ first }) => `${first.exchange.id} ${first.finding.family}`);
    expect(families()).toEqual(['first http', 'second http']);
    await settled();
    expect(families()).toEqual(['first acme', 'second http']);
    expect(log.snapshot().counts).toMatchObject({ failures: 2, exchanges: 2 });
  });

  it('turns from healthy to failing', async () => {
    const log = session();
    createRecorder(engine, log)(fault({ status: 200 }));
    expect([log.failures().length, log.healthy().length]).toEqual([0, 1]);
    await settled();
    expect([log.failures().length, log.healthy().length]).toEqual([1, 0]);
  });

  it('is read with the earlier messages of its socket', async () => {
    const log = session();
    const record = createRecorder(engine, log);
    const socket = { id: 's', url: 'wss://api.acme.example/', subprotocol: undefined, at: 0 };
    record(socketMessage('{"hello":"acme"}', { id: 'm', socket, direction: 'send' }));
    record(socketClose({ id: 'c', socket, code: 4242 }));
    expect(log.failures().map(({ finding }) => finding.family)).toEqual(['websocket']);
    await settled();
    expect(log.failures().map(({ finding }) => finding.family)).toEqual(['acme']);
  });
});

describe('the packs of services', () => {
  it('are each met by the signs of all their own failures', async () => {
    const loads = new Map<string, Promise<Family>>();
    const load = (id: string) => {
      const loaded = loads.get(id) ?? loadService(id);
      loads.set(id, loaded);
      return loaded;
    };
    const unmet = new Set<string>();
    for (const id of new Set(failing.map(({ family }) => family))) {
      for (const { fixture } of failing.filter(({ family }) => family === id).slice(0, 40)) {
        const engine = createGrowingEngine({
          general: { families: [], createEngine },
          signs: serviceSigns.filter((one) => one.id === id),
          load,
        });
        for (const { body, direction } of fixture.context ?? []) await engine.meet(socketMessage(body, { direction }));
        await engine.meet(exchangeOf(fixture));
        if (engine.families.length === 0) unmet.add(fixture.id);
      }
    }
    expect([...unmet]).toEqual([]);
  });
});
