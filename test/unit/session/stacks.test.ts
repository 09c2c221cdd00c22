import { describe, expect, it } from 'vitest';
import { initiatorOf } from '../../../lib/exchange.ts';
import { createStacks } from '../../../lib/session/stacks.ts';
import { httpExchange, socketMessage } from '../../fixtures.ts';

const stack = (line: number) => ({
  function: 'save',
  url: 'https://a.example/a.js',
  line: 1,
  column: 2,
  callers: [{ function: 'submit', url: 'https://a.example/a.js', line, column: 3 }],
});

describe('a stack', () => {
  it('is held once for all exchanges that have the same', () => {
    const { share } = createStacks();
    const first = share(httpExchange({ initiator: stack(7) }));
    const second = share(httpExchange({ id: 'second', initiator: stack(7) }));
    const third = share(httpExchange({ initiator: stack(8) }));
    if (first.channel !== 'http' || second.channel !== 'http' || third.channel !== 'http') throw new Error();
    expect(second.initiator).toBe(first.initiator);
    expect(second).toEqual(httpExchange({ id: 'second', initiator: stack(7) }));
    expect(third.initiator).toEqual(stack(8));
  });

  it('is another with its originals', () => {
    const { share } = createStacks();
    const original = { ...stack(7), url: 'src/orders.ts', callers: [] };
    for (const initiator of [stack(7), { ...stack(7), original }, { ...stack(7), original: { ...original, line: 2 } }])
      expect(share(httpExchange({ initiator }))).toEqual(httpExchange({ initiator }));
  });

  it('is known among a thousand', () => {
    const { share } = createStacks();
    const shared = (line: number) => share(httpExchange({ initiator: stack(line) }));
    const first = shared(0);
    for (let line = 1; line < 1_000; line++) shared(line);
    const again = shared(0);
    expect(initiatorOf(again)).toBe(initiatorOf(first));
    shared(1_000);
    expect(initiatorOf(shared(0))).not.toBe(initiatorOf(first));
  });

  it('of more lines than are known stays its own', () => {
    const { share } = createStacks();
    for (let line = 0; line < 3_000; line++) {
      const exchange = httpExchange({ initiator: stack(line) });
      expect(share(exchange)).toEqual(exchange);
    }
  });

  it('is no matter where there is none', () => {
    for (const exchange of [httpExchange({}), socketMessage('x')])
      expect(createStacks().share(exchange)).toBe(exchange);
  });
});
