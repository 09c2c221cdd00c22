import { describe, expect, it, vi } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import {
  type CodePlace,
  type Exchange,
  type HttpExchange,
  type Initiator,
  initiatorOf,
  type Socket,
  textBody,
} from '../../../lib/exchange.ts';
import { createOriginals } from '../../../lib/session/originals.ts';
import { createSession } from '../../../lib/session/session.ts';
import { AT, httpExchange } from '../../fixtures.ts';

const { diagnose } = createEngine(builtInFamilies);
const SCRIPT: CodePlace = { function: 'save', url: 'https://a.example/a.js', line: 1, column: 900 };
const ORIGINAL: CodePlace = { function: 'save', url: 'src/orders.ts', line: 41, column: 3 };

function failing(
  id: string,
  initiator: Initiator | undefined = SCRIPT,
  over: Partial<HttpExchange> = {},
): HttpExchange {
  return httpExchange({ id, url: `https://a.example/${id}`, status: 500, initiator, ...over });
}

/** Originals of which each is found when the test says so. */
function opened(
  { original, unread = false }: { readonly original?: CodePlace | undefined; readonly unread?: boolean } = {
    original: ORIGINAL,
  },
) {
  const session = createSession({ schedule: () => {} });
  const asked: Initiator[] = [];
  const answers: ((error?: Error) => void)[] = [];
  let lookups = 0;
  const troubles: unknown[] = [];
  const originals = createOriginals({
    session,
    originalsOf: (initiators) => {
      asked.push(...initiators);
      const found = initiators.map((initiator) =>
        original ? { ...initiator, original } : unread ? undefined : initiator,
      );
      lookups += 1;
      return new Promise((resolve, reject) => answers.push((error) => (error ? reject(error) : resolve(found))));
    },
    onTrouble: (error) => troubles.push(error),
  });
  const add = (exchange: Exchange) => originals.add(exchange, diagnose(exchange));
  const answer = async (error?: Error) => {
    await Promise.resolve();
    answers.shift()?.(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const fail = () => answer(new Error('gone'));
  const told = () => session.failures().map(({ exchange }) => initiatorOf(exchange)?.original?.line);
  return { session, originals, asked, troubles, add, answer, fail, told, lookups: () => lookups };
}

describe('the original of a line that asked', () => {
  it('is looked up once, and told of every failure of that line', async () => {
    const { add, answer, asked, told, session } = opened();
    add(failing('one'));
    add(failing('two'));
    expect(told()).toEqual([undefined, undefined]);
    await answer();
    expect(told()).toEqual([41, 41]);
    add(failing('three'));
    expect(told()).toEqual([41, 41, 41]);
    expect(asked).toEqual([SCRIPT]);
    expect(session.snapshot().counts).toMatchObject({ failures: 3, exchanges: 3 });
  });

  it('is looked up for failures only, and only where a line is told', async () => {
    const { add, answer, asked } = opened();
    add(failing('well', SCRIPT, { status: 200 }));
    add(httpExchange({ status: 500 }));
    add(failing('no line', { ...SCRIPT, line: undefined }));
    await answer();
    expect(asked).toEqual([]);
  });

  it('brings nothing back that has been cleared', async () => {
    const { add, answer, told, session } = opened();
    add(failing('one'));
    session.clear();
    await answer();
    expect(told()).toEqual([]);
  });

  it('is not taken for that of another document', async () => {
    const { add, answer, asked, told, originals } = opened();
    add(failing('one'));
    await Promise.resolve();
    originals.navigated(AT + 1);
    await answer();
    expect(told()).toEqual([undefined]);
    add(failing('two', SCRIPT, { at: AT + 1 }));
    await answer();
    expect(asked).toHaveLength(2);
    expect(told()).toEqual([undefined, 41]);
  });

  it('is not looked up in another document than its own', async () => {
    const { add, answer, asked, originals } = opened();
    add(failing('one'));
    originals.navigated(AT + 1);
    await answer();
    expect(asked).toEqual([]);
  });

  it('is not looked up for what an earlier document asked, which comes late', async () => {
    const { add, answer, asked, told, originals } = opened();
    originals.navigated(AT + 1);
    add(failing('late'));
    await answer();
    expect(asked).toEqual([]);
    add(failing('one', SCRIPT, { at: AT + 1 }));
    await answer();
    add(failing('later'));
    expect(told()).toEqual([undefined, 41, undefined]);
  });

  it('is not taken for that of a recording, which another page made', async () => {
    const { add, answer, told, session } = opened();
    const recorded = failing('recorded');
    session.imported.add(recorded, diagnose(recorded));
    add(failing('one'));
    await answer();
    expect(told()).toEqual([undefined, 41]);
  });

  it('is looked for no more where there is none, and other lines are', async () => {
    const { add, answer, asked, told } = opened({ original: undefined });
    add(failing('one'));
    await answer();
    add(failing('two'));
    add(failing('three', { ...SCRIPT, line: 2 }));
    await answer();
    expect(asked.map(({ line }) => line)).toEqual([1, 2]);
    expect(told()).toEqual([undefined, undefined, undefined]);
  });

  it('is told of a body that comes when the page is gone', async () => {
    const { add, answer, told, originals } = opened();
    add(failing('one'));
    await answer();
    originals.navigated(AT + 1);
    add(failing('one', SCRIPT, { responseBody: textBody('late') }));
    expect(told()).toEqual([41]);
  });

  it('is looked up for the stacks that came meanwhile at once', async () => {
    const { add, answer, asked, lookups, told } = opened();
    add(failing('one'));
    await Promise.resolve();
    for (let line = 2; line < 9; line++) add(failing(`line ${line}`, { ...SCRIPT, line }));
    expect(lookups()).toBe(1);
    await answer();
    await answer();
    expect(asked).toHaveLength(8);
    expect(lookups()).toBe(2);
    expect(told()).toEqual(Array.from({ length: 8 }, () => 41));
  });

  it('is told of what failed on a socket that the line opened', async () => {
    const { add, answer, told } = opened();
    const socket: Socket = { id: 's', url: 'wss://a.example/', subprotocol: undefined, at: AT, initiator: SCRIPT };
    add({ channel: 'close', id: 'c', socket, at: AT, code: 1011, reason: '', wasClean: true });
    await answer();
    expect(told()).toEqual([41]);
  });

  it('is told of a socket that failed before the browser said who opened it', async () => {
    const { add, answer, asked, told, originals, session } = opened();
    const socket: Socket = { id: 's', url: 'wss://a.example/', subprotocol: undefined, at: AT };
    originals.socket({ ...socket, id: 'well', initiator: { ...SCRIPT, line: 2 } }, 'open');
    originals.socket({ ...socket, claimed: true }, 'open');
    add({
      channel: 'close',
      id: 'c',
      socket: { ...socket, claimed: true },
      at: AT,
      code: 1011,
      reason: '',
      wasClean: true,
    });
    originals.socket({ ...socket, initiator: SCRIPT }, 'closed');
    await answer();
    expect(asked).toEqual([SCRIPT]);
    expect(told()).toEqual([41]);
    originals.socket({ ...socket, id: 'next', initiator: SCRIPT }, 'open');
    expect(session.connection('next')?.connection).toMatchObject({
      url: socket.url,
      initiator: { original: ORIGINAL },
    });
  });

  it('is told of each failure once', async () => {
    const { add, answer, session } = opened();
    const adds = vi.spyOn(session, 'add');
    add(failing('one'));
    await answer();
    expect(adds).toHaveBeenCalledTimes(2);
    add(failing('two', { ...SCRIPT, line: 2 }));
    await answer();
    expect(adds).toHaveBeenCalledTimes(4);
  });

  it('is looked for again with the next failure after a lookup that failed, and told of all', async () => {
    const { add, answer, fail, troubles, told } = opened();
    add(failing('one'));
    await fail();
    expect(troubles).toHaveLength(1);
    expect(told()).toEqual([undefined]);
    add(failing('two'));
    await answer();
    expect(told()).toEqual([41, 41]);
  });

  it('is looked for after telling one has failed', async () => {
    const { add, answer, troubles, told, session } = opened();
    vi.spyOn(session, 'failures').mockImplementationOnce(() => {
      throw new Error('gone');
    });
    add(failing('one'));
    await answer();
    expect(troubles).toHaveLength(1);
    add(failing('two', { ...SCRIPT, line: 2 }));
    await answer();
    expect(told()).toEqual([41, 41]);
  });

  it('is given up where the script cannot be read three times', async () => {
    const { add, answer, asked } = opened({ unread: true });
    for (let i = 0; i < 5; i++) {
      add(failing(`${i}`));
      await answer();
    }
    expect(asked).toHaveLength(3);
  });
});
