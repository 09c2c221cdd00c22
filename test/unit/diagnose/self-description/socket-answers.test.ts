import { describe, expect, it } from 'vitest';
import { describeMessage } from '../../../../lib/diagnose/self-description/socket.ts';

const read = (message: unknown) =>
  describeMessage({ text: JSON.stringify(message), subprotocol: undefined, isLast: false, now: 0 })?.description;

describe('An answer on a socket', () => {
  it.each([
    [
      'an error as a number and its text',
      { id: 2, result: null, error: [21, 'Duck not found', null] },
      '21',
      'Duck not found',
    ],
    [
      'a response that is an error',
      { response: 'error', command: 'JOIN', text: 'Nick in use' },
      'error',
      'Nick in use',
    ],
    [
      'a code under the name of its request',
      { method: 'subscribe', code: -1, message: 'pond unknown' },
      '-1',
      'pond unknown',
    ],
    [
      'a class of errors and details',
      { id: 8, error: 'ValidationError', message: 'No such duck', details: [{ parameter: 'duck' }], requestId: 'r' },
      'ValidationError',
      'No such duck',
    ],
    [
      'the name of what failed as its kind',
      { type: 'subscriptionError', subscriptionId: 1, message: 'Unknown pond' },
      'subscriptionError',
      'Unknown pond',
    ],
  ])('with %s is a failure', (_, message, code, said) => {
    const description = read(message);
    expect(description?.code?.value).toBe(code);
    expect(description?.said?.value).toContain(said);
  });

  it.each([
    ['a good request by its name', { event: 'subscribe', code: 0, msg: '' }],
    ['a list of numbers under the name of an error', { id: 2, error: [0, 0.5, 1] }],
    ['a command by the name of an error', { type: 'setError', message: 'The lamp has failed' }],
    ['a command that takes an error away', { type: 'dismissError', message: 'The lamp has failed' }],
    ['a measure by the name of an error', { type: 'standardError', value: 0.4 }],
    ['an issue of a tracker', { type: 'issue', error: 'TypeError', message: 'x is undefined', count: 3 }],
    ['a response that is none', { response: 'ok', text: 'Nick in use' }],
  ])('with %s stays healthy', (_, message) => expect(read(message)).toBeUndefined());
});
