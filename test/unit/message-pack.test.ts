import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../lib/bytes.ts';
import { isHubMessagePack } from '../../lib/message-pack.ts';
import { opaqueName, recordText } from '../../lib/words/record.ts';
import { socketMessage } from '../fixtures.ts';

const bytesOf = (hex: string) => Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16));
const PING = '02 91 06';
/** [3, {}, "1", 1, "No such method"]: a completion with an error. */
const COMPLETION = `15 95 03 80 a1 31 01 ae ${Buffer.from('No such method').toString('hex').match(/../g)?.join(' ')}`;
const CLOSE = '07 92 07 a4 62 79 65 21';

describe('hub messages in MessagePack', () => {
  it.each([
    ['a ping', PING],
    ['a completion', COMPLETION],
    ['a close', CLOSE],
    ['several in one message', `${COMPLETION} ${PING} ${CLOSE}`],
  ])('%s', (_, hex) => {
    const bytes = bytesOf(hex);
    expect(isHubMessagePack(bytes, bytes.length)).toBe(true);
    const body = { state: 'read', text: toBase64(bytes), base64: true, cut: false } as const;
    const message = socketMessage('', { opcode: 'binary', size: bytes.length, body });
    expect(opaqueName(message)).toBe('MessagePack (hub protocol), not decoded');
    expect(recordText(message)).toBe(`MessagePack (hub protocol), not decoded: ${hex}`);
  });

  it('are recognised by their beginning, where the length fits', () => {
    const start = bytesOf('ac 02 95 01 80 c0 a4 53 65 6e 64');
    expect(isHubMessagePack(start, 2 + 300)).toBe(true);
    expect(isHubMessagePack(start, 301)).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a length without a message', '02'],
    ['MessagePack without a length', '95 01 80 c0 a4'],
    ['a message cut off', '15 95 03 80 a1'],
    ['another array', '03 93 61 62'],
    ['a type that has not so many items', '02 92 06'],
    ['a length that never ends', 'ff ff ff ff ff ff'],
    ['a picture', '89 50 4e 47 0d 0a 1a 0a'],
    ['what is left after a message', `${PING} 00`],
  ])('are not seen in %s', (_, hex) => {
    const bytes = hex === '' ? new Uint8Array() : bytesOf(hex);
    expect(isHubMessagePack(bytes, bytes.length)).toBe(false);
  });

  it('are hardly ever seen in other bytes', () => {
    let seen = 0;
    const property = fc.property(fc.uint8Array({ minLength: 1, maxLength: 33 }), fc.nat(100_000), (bytes, more) => {
      if (isHubMessagePack(bytes, bytes.length + more)) seen++;
    });
    fc.assert(property, { numRuns: 20_000 });
    expect(seen).toBeLessThanOrEqual(2);
  });
});
