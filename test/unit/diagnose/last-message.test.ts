import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import type { SocketMessage } from '../../../lib/exchange.ts';
import { createWords } from '../../../lib/words/words.ts';
import { AT, bodyOf, SOCKET, socketClose, socketMessage } from '../../fixtures.ts';

const engine = createEngine(builtInFamilies);
const words = createWords(builtInFamilies);

/** What the close means after these messages of its socket, which came 100 ms before it unless one says otherwise. */
function closeAfter(messages: readonly (string | SocketMessage)[], code = 1006, reason = '') {
  const conversation = engine.openConversation();
  for (const message of messages)
    conversation.observe(typeof message === 'string' ? socketMessage(message, { at: AT }) : message);
  return engine.diagnose(socketClose({ code, reason, at: AT + 100 }), conversation);
}

describe('A close tells the error of the message right before it', () => {
  it.each([
    ['{"error":"Room 12 is full"}', 'Room 12 is full'],
    ['{"error":"Invalid token","room":7,"user":"a"}', 'Invalid token'],
    ['{"message":"Rate limit exceeded"}', 'Rate limit exceeded'],
    ['{"msg":"token expired","code":4}', 'token expired'],
    ['{"type":"error","message":"Unsupported version"}', 'Unsupported version'],
    ['{"error":{"code":"BAD_AUTH","message":"Log in first"}}', 'Log in first'],
    ['Invalid API key', 'Invalid API key'],
    ['"Session expired"', 'Session expired'],
    ['Error: cannot join the room', 'Error: cannot join the room'],
    ['{"status":"error","reason":"Worker crashed"}', 'Worker crashed'],
  ])('%s', (message, said) => {
    for (const code of [1006, 1008, 1011, 4001, 4203]) {
      const finding = closeAfter([message], code);
      expect(finding?.code).toBe(String(code));
      expect(finding?.said).toContain(said);
      expect(finding?.evidence).toContainEqual({ kind: 'last-message', beforeCloseMs: 100 });
    }
  });

  it('and says so in words', () => {
    const finding = closeAfter(['{"error":"Room 12 is full"}']);
    expect(finding && words.evidence(finding)).toContain(
      "the server's last message, 100 ms before the close, tells of an error",
    );
  });

  it('and is judged with it', () => {
    expect(closeAfter([], 1006)?.permanence).not.toBe('permanent');
    expect(closeAfter(['{"error":"Invalid token"}'], 1006)).toMatchObject({
      permanence: 'permanent',
      basis: 'inferred',
      ground: 'sentence',
    });
    expect(closeAfter(['{"error":"Rate limit exceeded","retry_after":5}'], 1008)?.retry?.afterMs).toBe(5_000);
  });

  it('and leaves the documented meaning of a service as it is', () => {
    const conversation = engine.openConversation();
    const socket = { ...SOCKET, url: 'wss://eu1.blazeauth.net/' };
    conversation.observe(socketMessage('{"error":"Calm down, please"}', { socket, at: AT }));
    const close = socketClose({ socket, code: 4201, reason: '', at: AT + 100 });
    const alone = engine.diagnose(close);
    const finding = engine.diagnose(close, conversation);
    expect(alone).toMatchObject({ family: 'blazeauth', code: '4201', confidence: 'certain' });
    expect(finding).toMatchObject({ family: 'blazeauth', code: '4201', confidence: 'certain' });
    expect(finding?.permanence).toBe(alone?.permanence);
    expect(finding?.said).toBe('Calm down, please');
  });

  it('though the page sent something in between', () => {
    const sent = socketMessage('{"error":"mine"}', { direction: 'send', at: AT + 50 });
    expect(closeAfter(['{"error":"Room 12 is full"}', sent])?.said).toContain('Room 12 is full');
  });
});

describe('A close has no words of a message', () => {
  it.each([1000, 1001])('that ends normally: %i', (code) => {
    for (const message of ['{"status":"ok"}', '{"status":3}', '{"status":"error","message":"x"}', '{"error":"x y"}'])
      expect(closeAfter([message], code)).toBeUndefined();
  });

  it('without a code', () => {
    expect(closeAfter(['{"error":"Room 12 is full"}'], 1005)?.said ?? '').toBe('');
  });

  it.each([
    ['{"status":"ok"}'],
    ['{"error":null,"message":"Joined"}'],
    ['{"message":"See you at the error meeting","from":"Ada","room":3}'],
    ['{"type":"chat","text":"it failed"}'],
    ['hello'],
    ['{"error":'],
    ['[]'],
    ['null'],
    ['""'],
  ])('that tells of no error: %s', (message) => {
    const finding = closeAfter([message], 1006);
    expect(finding?.said ?? '').toBe('');
    expect(finding?.evidence.map(({ kind }) => kind)).not.toContain('last-message');
  });

  it('that was not the last', () => {
    expect(closeAfter(['{"error":"Room 12 is full"}', '{"status":"ok"}'])?.said ?? '').toBe('');
  });

  it('that came long before', () => {
    const old = socketMessage('{"error":"Room 12 is full"}', { at: AT - 60_000 });
    expect(closeAfter([old])?.said ?? '').toBe('');
  });

  it('that is long, binary, or unread', () => {
    const long = socketMessage(JSON.stringify({ error: 'Room 12 is full', pad: 'x'.repeat(5_000) }), { at: AT });
    const binary = socketMessage('{"error":"Room 12 is full"}', { at: AT, opcode: 'binary' });
    const unread = socketMessage('', { at: AT, body: { state: 'absent', why: 'unread' } });
    for (const message of [long, binary, unread])
      expect(closeAfter(['{"error":"Room 12 is full"}', message])?.said ?? '').toBe('');
  });

  it('where its own reason says what went wrong', () => {
    expect(closeAfter(['{"error":"Room 12 is full"}'], 1011, 'Internal error')?.said).toBe('Internal error');
  });
});

it('Whatever came last, a close keeps its code, and its words stay capped', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ minLength: 2_000, maxLength: 4_200 })), (text) => {
      const message = socketMessage('', { at: AT, body: bodyOf(text) });
      const finding = closeAfter([message], 1011);
      expect(finding?.code).toBe('1011');
      expect(finding?.said?.length ?? 0).toBeLessThanOrEqual(500);
    }),
    { numRuns: 300 },
  );
});
