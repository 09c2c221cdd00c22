import { describe, expect, it } from 'vitest';
import { describeMessage, describeReason } from '../../../../lib/diagnose/self-description/socket.ts';

const NOW = 1_772_445_600_000;

interface MessageCase {
  readonly title: string;
  readonly message: unknown;
  readonly subprotocol?: string;
  readonly isLast?: boolean;
  readonly code: string;
  readonly said?: string;
}

const FAILURES: readonly MessageCase[] = [
  {
    title: 'a failed subscription with names in parts',
    message: { status: 'error', id: 'id1', 'err-code': 'bad-request', 'err-msg': 'invalid pond x' },
    code: 'bad-request',
    said: 'invalid pond x',
  },
  {
    title: 'a number of IRC',
    message: ':irc.example.net 433 * duck :Nickname is already in use.\r\n',
    code: '433',
    said: 'Nickname is already in use.',
  },
  {
    title: 'a standard reply of IRC',
    message: ':irc.example.net FAIL JOIN POND_FROZEN #pond :The pond is frozen',
    code: 'POND_FROZEN',
    said: 'The pond is frozen',
  },
  { title: 'the end of a connection to IRC', message: 'ERROR :Closing Link: duck (Ping timeout)\r\n', code: 'ERROR' },
  {
    title: 'a refused call, without a subprotocol',
    message: [8, 48, 7, {}, 'pond.error.not_authorized', ['You may not']],
    code: 'pond.error.not_authorized',
    said: 'You may not',
  },
  {
    title: 'a goodbye of a server that goes down',
    message: '[6,{"message":"The host is shutting down now."},"pond.close.system_shutdown"]',
    code: 'pond.close.system_shutdown',
  },
  {
    title: 'a stanza that could not be handled',
    message:
      '<iq type="error" id="1"><error type="cancel"><item-not-found xmlns="urn:x"/><text>No such pond</text></error></iq>',
    code: 'item-not-found',
    said: 'No such pond',
  },
  {
    title: 'the answer of a part of the server',
    message: {
      transaction: 't1',
      plugindata: { plugin: 'pond', data: { error_code: 426, error: 'No such pond (7)' } },
    },
    code: '426',
    said: 'No such pond (7)',
  },
  {
    title: 'an answer of a model that ended in failure',
    message: {
      type: 'response.done',
      response: {
        id: 'r1',
        status: 'failed',
        status_details: { error: { code: 'POND_FROZEN', message: 'It is cold' } },
      },
    },
    code: 'POND_FROZEN',
    said: 'It is cold',
  },
  {
    title: 'a refused sign-in with a status',
    message: { type: 'auth', status: 401, message: 'Unauthorized' },
    code: '401',
  },
  {
    title: 'an error as a list',
    message: ['error', 10_300, 'subscribe: limit'],
    code: '10300',
    said: 'subscribe: limit',
  },
  {
    title: 'a refused join of a channel',
    message: ['1', '1', 'room:9', 'phx_reply', { status: 'error', response: { reason: 'unmatched topic' } }],
    code: 'unmatched topic',
    said: 'unmatched topic',
  },
  {
    title: 'a refused join in object form',
    message: {
      topic: 'room:1',
      event: 'phx_reply',
      payload: { status: 'error', response: { reason: 'TooManyJoins: wait' } },
      ref: '1',
    },
    code: 'TooManyJoins',
  },
  { title: 'a crashed channel', message: [null, '2', 'room:1', 'phx_error', {}], code: 'phx_error' },
  {
    title: 'a refused namespace',
    message: '44/admin,{"message":"Invalid namespace"}',
    code: '44',
    said: 'Invalid namespace',
  },
  {
    title: 'an exception event',
    message: '42["exception",{"status":"error","message":"Unauthorized"}]',
    code: 'exception',
    said: 'Unauthorized',
  },
  {
    title: 'a failed acknowledgement',
    message: '4312[{"error":{"code":"ROOM_FULL","message":"Room is full"}}]',
    code: 'ROOM_FULL',
  },
  {
    title: 'a failed invocation of a hub',
    message: '{"type":3,"invocationId":"1","error":"Failed to invoke"}\u001e',
    code: '3',
    said: 'Failed to invoke',
  },
  {
    title: 'a hub that closes',
    message: '{"type":6}\u001e{"type":7,"error":"Connection closed with an error.","allowReconnect":true}\u001e',
    code: '7',
  },
  {
    title: 'a refused handshake of a hub',
    message: '{"error":"Requested protocol is not available."}\u001e',
    code: 'handshake',
  },
  {
    title: 'an error with a channel',
    message: { event: 'pusher:error', data: { code: 4200, message: 'Please reconnect immediately' } },
    code: '4200',
  },
  {
    title: 'an error whose data is text',
    message: {
      event: 'service:subscription_error',
      data: '{"type":"AuthError","error":"Forbidden","status":403}',
      channel: 'private-a',
    },
    code: 'AuthError',
  },
  {
    title: 'an action with an error',
    message: { action: 9, channel: 'c', error: { message: 'Unable to attach', code: 90_001, statusCode: 400 } },
    code: '90001',
  },
  {
    title: 'a rejected subscription',
    message: { identifier: '{"channel":"A"}', type: 'reject_subscription' },
    code: 'reject_subscription',
  },
  {
    title: 'a disconnect for good',
    message: { type: 'disconnect', reason: 'unauthorized', reconnect: false },
    code: 'unauthorized',
  },
  {
    title: 'a broker that refuses',
    message: 'ERROR\nmessage:Access refused\ncontent-type:text/plain\n\nno such user\0',
    code: 'Access refused',
  },
  {
    title: 'a failed command',
    message: { id: 5, type: 'result', success: false, error: { code: 'not_found', message: 'Entity not found' } },
    code: 'not_found',
  },
  {
    title: 'a refused login',
    message: { type: 'auth_invalid', message: 'Invalid access token' },
    code: 'auth_invalid',
  },
  {
    title: 'a denied write in a tree',
    message: { t: 'd', d: { r: 4, b: { s: 'permission_denied', d: 'Permission denied' } } },
    code: 'permission_denied',
  },
  {
    title: 'a refused operation of a query',
    message: {
      id: '1',
      type: 'error',
      payload: [{ message: 'Syntax Error', extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    },
    code: 'GRAPHQL_PARSE_FAILED',
  },
  {
    title: 'a refused connection of a query',
    message: { type: 'connection_error', payload: { message: 'Not authenticated' } },
    code: 'connection_error',
    said: 'Not authenticated',
  },
  {
    title: 'a result with errors only',
    message: {
      id: '2',
      type: 'next',
      payload: { data: null, errors: [{ message: 'boom', extensions: { code: 'E_BOOM' } }] },
    },
    code: 'E_BOOM',
  },
  {
    title: 'an RPC error',
    message: { jsonrpc: '2.0', id: 1, error: { code: -32_601, message: 'Method not found' } },
    code: '-32601',
  },
  {
    title: 'a command of a media server',
    message: { id: 3, error: { code: 105, message: 'already subscribed' } },
    code: '105',
  },
  {
    title: 'a typed error with words only',
    message: { type: 'Error', description: 'Bad audio', variant: 'x' },
    code: 'x',
    said: 'Bad audio',
  },
  {
    title: 'an exchange event',
    message: { event: 'error', code: '60012', msg: 'Invalid request: {"op":"sub"}', connId: 'c1' },
    code: '60012',
  },
  {
    title: 'a list with an error',
    message: [{ T: 'error', code: 402, msg: 'auth failed' }],
    code: '402',
    said: 'auth failed',
  },
  {
    title: 'a failed subscription',
    message: { errorMessage: 'Currency pair not supported', event: 'subscriptionStatus', status: 'error', pair: 'A/B' },
    code: 'error',
    said: 'Currency pair not supported',
  },
  {
    title: 'a failed status',
    message: [{ ev: 'status', status: 'auth_failed', message: 'authentication failed' }],
    code: 'auth_failed',
  },
  {
    title: 'a method result with an error',
    message: {
      msg: 'result',
      id: '9',
      error: { error: 403, reason: 'Access denied', message: 'Access denied [403]', errorType: 'Client.Error' },
    },
    code: '403',
  },
  {
    title: 'a failed request that names its answer',
    message: {
      status: 'FAIL',
      error: { id: 'api.web_socket.auth.app_error', message: 'Not authenticated', status_code: 401 },
      seq_reply: 1,
    },
    code: 'api.web_socket.auth.app_error',
  },
  {
    title: 'a session that is refused',
    message: '[3,{"message":"No such realm"},"wamp.error.no_such_realm"]',
    subprotocol: 'wamp.2.json',
    code: 'wamp.error.no_such_realm',
    said: 'No such realm',
  },
  {
    title: 'a call that fails',
    message: '[8,48,71,{},"com.app.error.object_write_protected",["Object is write protected."]]',
    subprotocol: 'wamp.2.json',
    code: 'com.app.error.object_write_protected',
  },
  {
    title: 'a wrapped message',
    message: 'a["{\\"type\\":\\"error\\",\\"code\\":\\"E7\\",\\"message\\":\\"bad\\"}"]',
    code: 'E7',
  },
  {
    title: 'a lone error before the close',
    message: { error: 'Not authorized', session: 's1' },
    isLast: true,
    code: 'error',
    said: 'Not authorized',
  },
  {
    title: 'a numbered request that was turned down',
    message: { rid: 7, status: 'rejected', reason: 'POND_CLOSED' },
    code: 'POND_CLOSED',
  },
  {
    title: 'a goodbye that says from whom it comes',
    message: { type: 'close', from: 'server', reason: 'Invalid token' },
    code: 'Invalid token',
  },
  {
    title: 'a socket that closes for a reason of the call',
    message: { type: 'close', reason: 'Session expired', user_id: 4 },
    code: 'Session expired',
  },
];

const HEALTHY: readonly { readonly title: string; readonly message: unknown; readonly subprotocol?: string }[] = [
  { title: 'a line of IRC', message: ':irc.example.net 372 duck :- Welcome to error land\r\n' },
  { title: 'the end of a connection to IRC that was asked for', message: 'ERROR :Closing Link: duck (Quit: bye)\r\n' },
  { title: 'a number before what is counted', message: '500 ducks online: no errors' },
  { title: 'no message of the day', message: ':irc.example.net 422 duck :MOTD File is missing\r\n' },
  {
    title: 'the news of a job that failed',
    message: { event: 'job-failed', channel: 'jobs', data: '{"id":7,"status":"failed","error":"Timeout","code":"E7"}' },
  },
  { title: 'somebody who joins room 404', message: { type: 'join', code: 404, room: '404', user: 'Ada' } },
  { title: 'a joined channel', message: ['1', '1', 'room:1', 'phx_reply', { status: 'ok', response: {} }] },
  { title: 'a broadcast about errors', message: ['1', null, 'logs', 'entry', { level: 'error', message: 'x failed' }] },
  { title: 'an event', message: '42["message",{"error":null,"text":"hi"}]' },
  { title: 'a ping', message: '2' },
  { title: 'an opened session', message: '0{"sid":"x","upgrades":[]}' },
  { title: 'a completed invocation', message: '{"type":3,"invocationId":"1","result":{"error":"none"}}\u001e' },
  { title: 'a broker message', message: 'MESSAGE\nsubscription:0\n\n{"error":"x"}\0' },
  { title: 'a chat line', message: { type: 'message', text: '{"error":"x"}', error: null } },
  {
    title: 'an alert of a monitor',
    message: { type: 'alert', level: 'error', error: { code: 1, message: 'disk full' }, host: 'a' },
  },
  { title: 'an error rate', message: { event: 'error_rate', value: 0.2 } },
  {
    title: 'a job that failed',
    message: { event: 'job.updated', job: { id: 1, status: 'failed', error: { code: 1, message: 'x' } } },
  },
  { title: 'a tick', message: { type: 'ticker', price: '1', status: 'error-free' } },
  { title: 'an ordinary goodbye', message: { type: 'disconnect', reason: 'refresh_requested' } },
  { title: 'a successful command', message: { id: 1, type: 'result', success: true, result: null } },
  { title: 'a stored value', message: { t: 'd', d: { r: 4, b: { s: 'ok', d: '' } } } },
  { title: 'a status number', message: { id: 12, status: 3 } },
  { title: 'a partial result', message: { id: '1', type: 'next', payload: { data: { a: 1 }, errors: [] } } },
  { title: 'a number', message: '17' },
  { title: 'a quote', message: '"error"' },
  {
    title: 'a document that is edited',
    message: { op: 'insert', path: '/errors/0', value: { code: 'E1', message: 'typo' } },
  },
  { title: 'news of a job that failed', message: { type: 'job_update', id: 1, status: 'failed', error: 'exit 1' } },
  { title: 'an order that was turned down', message: { order: 7, status: 'rejected', reason: 'POND_CLOSED' } },
  { title: 'somebody who left', message: { event: 'disconnect', user: 'ada', reason: 'timeout' } },
  {
    title: 'a job with an id below the name of an event',
    message: '["1",null,"room:1","job_failed",{"id":5,"error":"boom"}]',
  },
  { title: 'somebody whose session ended', message: { type: 'disconnect', reason: 'Session expired', user_id: 4 } },
];

function read({
  message,
  subprotocol,
  isLast = false,
}: {
  message: unknown;
  subprotocol?: string | undefined;
  isLast?: boolean | undefined;
}) {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return describeMessage({ text, subprotocol, isLast, now: NOW });
}

describe('A socket message', () => {
  it.each(FAILURES)('with $title is a failure', (one) => {
    const reading = read(one);
    expect(reading?.description.code?.value).toBe(one.code);
    if (one.said !== undefined) expect(reading?.description.said?.value).toContain(one.said);
  });

  it.each(HEALTHY)('with $title stays healthy', (one) => expect(read(one)).toBeUndefined());
});

describe('The reason of a close', () => {
  it.each([
    ['{"error":"ROOM_FULL","message":"Room is full"}', 'ROOM_FULL'],
    ['NET-0001', 'NET-0001'],
    ['Token expired', undefined],
    ['Internal error', undefined],
  ])('%j tells of an error', (reason, code) => {
    const description = describeReason(reason, NOW);
    expect(description).toBeDefined();
    expect(description?.code?.value).toBe(code);
  });

  it.each(['', 'bye', 'Normal Closure', 'done', 'client_disconnect', 'user left'])(
    '%j is an ordinary goodbye',
    (reason) => expect(describeReason(reason, NOW)).toBeUndefined(),
  );
});
