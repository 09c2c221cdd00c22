import { describe, expect, it } from 'vitest';
import type { Body, HttpExchange } from '../../../lib/exchange.ts';
import { limitsFor, MAX_KEPT_BODY } from '../../../lib/session/limits.ts';
import { createLongBodies, MAX_WHOLE_BODIES, MAX_WHOLE_BODY } from '../../../lib/session/long-bodies.ts';
import { createSession } from '../../../lib/session/session.ts';
import { finding } from '../../failures.ts';
import { bodyOf, httpExchange, socketMessage } from '../../fixtures.ts';

const LONG = 'x'.repeat(MAX_KEPT_BODY + 1);

const responseOf = (exchange: object) => (exchange as HttpExchange).responseBody;
const textOf = (body: Body) => (body.state === 'read' ? body.text : undefined);

describe('of a failing exchange', () => {
  it('is kept the beginning of a long body, and nothing where none was read', () => {
    const { cut } = createLongBodies();
    const beginning = { text: LONG.slice(1), cut: true };
    expect(cut(httpExchange({ responseBody: bodyOf(LONG), requestBody: bodyOf(LONG) }))).toMatchObject({
      responseBody: beginning,
      requestBody: beginning,
    });
    expect(cut(socketMessage(LONG))).toMatchObject({ body: beginning });
    const absent = { state: 'absent', why: 'unread' } as const;
    expect(cut(httpExchange({ responseBody: absent }))).toMatchObject({ responseBody: absent });
    expect(cut(socketMessage(LONG.slice(1)))).toMatchObject({ body: { cut: false } });
  });

  it('base64 is cut so that it still decodes', () => {
    const body = bodyOf(btoa('x'.repeat(MAX_KEPT_BODY)), true);
    const text = textOf(responseOf(createLongBodies().cut(httpExchange({ responseBody: body })))) ?? '';
    expect(text.length).toBeGreaterThan(MAX_KEPT_BODY - 4);
    expect(atob(text)).toMatch(/^x+$/);
  });
});

describe('a body as it came', () => {
  const kept = (length: number, { cut }: ReturnType<typeof createLongBodies>, letter = 'x') =>
    responseOf(cut(httpExchange({ responseBody: bodyOf(letter.repeat(length)) })));

  it('is there for those who read it, up to 5 MB', () => {
    const bodies = createLongBodies();
    const [long, longest, tooLong] = [MAX_KEPT_BODY + 1, MAX_WHOLE_BODY, MAX_WHOLE_BODY + 1].map((length) =>
      kept(length, bodies),
    );
    expect([long, longest, tooLong].map((body) => body && textOf(bodies.wholeOf(body))?.length)).toEqual([
      MAX_KEPT_BODY + 1,
      MAX_WHOLE_BODY,
      MAX_KEPT_BODY,
    ]);
    expect(long && bodies.wholeOf(long)).toMatchObject({ cut: false });
  });

  it('makes room for later ones, the oldest first', () => {
    const bodies = createLongBodies();
    const fitting = Math.floor(MAX_WHOLE_BODIES / MAX_WHOLE_BODY);
    const all = Array.from({ length: fitting + 1 }, (_, i) => kept(MAX_WHOLE_BODY, bodies, String(i)));
    const lengths = all.map((body) => textOf(bodies.wholeOf(body))?.length);
    expect(lengths).toEqual([MAX_KEPT_BODY, ...Array(fitting).fill(MAX_WHOLE_BODY)]);
  });

  it('is forgotten when the session is cleared', () => {
    const session = createSession({ schedule: (run) => run() });
    session.add(httpExchange({ id: 'a', status: 500, responseBody: bodyOf(LONG) }), finding());
    const [failure] = session.failures();
    const body = failure ? responseOf(failure.exchange) : expect.unreachable();
    expect(textOf(body)).toHaveLength(MAX_KEPT_BODY);
    expect(textOf(session.wholeOf(body))).toHaveLength(LONG.length);
    session.clear();
    expect(textOf(session.wholeOf(body))).toHaveLength(MAX_KEPT_BODY);
  });
});

it('beginnings are shorter where a session keeps more failures', () => {
  const body = bodyOf('x'.repeat(MAX_KEPT_BODY));
  const keptOf = (failures: number) => {
    const { cut } = createLongBodies(() => limitsFor(failures).body ?? 0);
    return textOf(responseOf(cut(httpExchange({ responseBody: body }))))?.length;
  };
  expect([1_000, 10_000, 30_000, 100_000].map(keptOf)).toEqual([MAX_KEPT_BODY, MAX_KEPT_BODY, 21_845, 6_553]);
});
