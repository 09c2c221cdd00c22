import { describe, expect, it } from 'vitest';
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
