import type { FamilyDocument } from '../schema.ts';

const CLOSE_RANGES = 'https://www.rfc-editor.org/rfc/rfc6455.html#section-7.4.2';
const CLOSE_CODES = 'https://www.rfc-editor.org/rfc/rfc6455.html#section-7.4.1';
const OPENING = 'https://www.rfc-editor.org/rfc/rfc6455.html#section-4.1';
const RESTART_CODES = 'https://www.ietf.org/mail-archive/web/hybi/current/msg09670.html';

/** Close codes of RFC 6455 and the IANA registry, and handshakes that led to no socket. A refusal with an HTTP error status is the `http` family's. */
export const websocket: FamilyDocument = {
  id: 'websocket',
  title: 'WebSocket',
  source: 'https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number',
  fallback: true,
  shapes: [
    {
      id: 'protocol',
      channels: ['close'],
      says: 'close code of the WebSocket protocol',
      when: { close: [[1000, 1015]] },
      read: { code: '$close', text: '$reason' },
      healthy: ['1000', '1001', '1005'],
      standard: true,
    },
    {
      id: 'reserved',
      channels: ['close'],
      says: 'close code that is reserved for the protocol and its extensions',
      when: { close: [[1016, 2999]] },
      read: { code: '$close', text: '$reason' },
      standard: true,
      unlisted: {
        name: 'Reserved close code',
        meaning: '{code} is reserved for the WebSocket protocol and its extensions, and nothing is assigned to it.',
        action:
          'Find the code in the server that sends it and move it to 4000-4999; until then go by the close reason.',
        permanence: 'unknown',
        basis: 'inferred',
        source: CLOSE_RANGES,
      },
    },
    {
      id: 'registered',
      channels: ['close'],
      says: 'close code in the range that libraries register with IANA',
      when: { close: [[3000, 3999]] },
      read: { code: '$close', text: '$reason' },
      standard: true,
      unlisted: {
        name: 'Library close code',
        meaning: '{code} belongs to the range of libraries and frameworks. The protocol gives it no meaning.',
        action:
          'Look {code} up in the documentation of the WebSocket library or framework on the server, then in the IANA registry.',
        permanence: 'unknown',
        basis: 'inferred',
        source: CLOSE_RANGES,
      },
    },
    {
      id: 'private',
      channels: ['close'],
      says: 'close code in the private range',
      when: { close: [[4000, 4999]] },
      read: { code: '$close', text: '$reason' },
      standard: true,
      unlisted: {
        name: 'Application close code',
        meaning: '{code} is private to the application: the same number means different things in different services.',
        action:
          'Look {code} up in the documentation of this service and go by the close reason; do not apply the list of another service.',
        permanence: 'unknown',
        basis: 'inferred',
        source: CLOSE_RANGES,
      },
    },
    {
      id: 'invalid',
      channels: ['close'],
      says: 'number that is no close code',
      when: {
        close: [
          [0, 999],
          [5000, 65535],
        ],
      },
      read: { code: '$close', text: '$reason' },
      standard: true,
      unlisted: {
        name: 'Not a valid close code',
        meaning:
          'The protocol knows no close code {code}: numbers below 1000 are not used, and those from 5000 on are outside every range.',
        action:
          'Check what put the number there, such as an HTTP status passed to close() on the server. Use 4000-4999 for own codes.',
        permanence: 'permanent',
        basis: 'inferred',
        source: CLOSE_RANGES,
      },
    },
    {
      id: 'handshake',
      channels: ['handshake'],
      says: 'the socket never opened, and no HTTP status was exposed',
      when: { status: [[0, 0]] },
      // A failure that the browser names is the `network` family's; `0` is left where it names none.
      read: { code: '$failure' },
      standard: true,
    },
    {
      id: 'not-upgraded',
      channels: ['handshake'],
      says: 'the server answered the handshake with a status that opens no socket',
      when: { status: [[1, 399]] },
      read: { code: '$status' },
      standard: true,
      unlisted: {
        name: 'Not upgraded',
        meaning: 'The server answered {code} where only 101 opens a socket.',
        action:
          'Check that the URL is the WebSocket endpoint and that each proxy passes the Upgrade and Connection headers on.',
        permanence: 'permanent',
        basis: 'inferred',
        source: OPENING,
      },
    },
  ],
  entries: [
    {
      codes: ['1002'],
      shapes: ['protocol'],
      name: 'Protocol error',
      meaning: 'One side broke the framing rules of WebSocket and the other ended the connection for it.',
      action:
        'Suspect the server library, a compression setting or a proxy that alters frames; compare on a direct connection.',
      permanence: 'permanent',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1003'],
      shapes: ['protocol'],
      name: 'Unsupported Data',
      meaning: 'The receiver does not take this kind of message, such as binary where it wants text.',
      action:
        'Check whether the last message was sent as string or as ArrayBuffer/Blob, and which of them the endpoint wants.',
      permanence: 'permanent',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1004'],
      shapes: ['protocol'],
      name: 'Reserved',
      meaning: 'The number is reserved and has no meaning, so the server should not have sent it.',
      action: 'Correct the server code that closes with 1004; go by the close reason meanwhile.',
      permanence: 'unknown',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1006'],
      shapes: ['protocol'],
      name: 'Abnormal Closure',
      meaning:
        'The connection ended without a Close frame; the browser fills in this code itself and knows no more. A lost network, a crashed server, an idle timeout of a proxy and a refused handshake all look like this.',
      action:
        'Compare the moment with server and proxy logs. A fixed interval before the close points to an idle timeout (send pings); a close right at the start points to the handshake. Reconnect with growing pauses.',
      permanence: 'unknown',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1007'],
      shapes: ['protocol'],
      name: 'Invalid frame payload data',
      meaning: 'A message held data that does not fit its type, such as a text frame that is not UTF-8.',
      action: 'Send such data as binary or repair its encoding; look at the last message before the close.',
      permanence: 'permanent',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1008'],
      shapes: ['protocol'],
      name: 'Policy Violation',
      meaning:
        'A message or the session broke a rule of the other side. The code is general on purpose; only the reason may tell more.',
      action:
        'Read the close reason, then check sign-in, origin, rate and message content against the rules of the service.',
      permanence: 'unknown',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1009'],
      shapes: ['protocol'],
      name: 'Message Too Big',
      meaning: 'A message was larger than the receiver processes.',
      action: 'Split the message or raise the limit of the receiver (maxPayload and the like), also in the proxy.',
      permanence: 'permanent',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1010'],
      shapes: ['protocol'],
      name: 'Mandatory Ext.',
      meaning: 'The client gave up because the server did not agree to an extension that it requires.',
      action: 'Enable the extension on the server, or let the client do without; the reason lists what was missing.',
      permanence: 'permanent',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1011'],
      shapes: ['protocol'],
      name: 'Internal Error',
      meaning: 'The server met something it had not foreseen and could not go on with this connection.',
      action:
        'Look in the server log at this moment. Reconnect once with a pause; report it if the same message brings it back.',
      permanence: 'unknown',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['1012'],
      shapes: ['protocol'],
      name: 'Service Restart',
      meaning: 'The service is restarting and closes its connections for it.',
      action: 'Reconnect after a random wait of 5 to 30 seconds, so that not all clients come back at once.',
      permanence: 'temporary',
      basis: 'documented',
      source: RESTART_CODES,
    },
    {
      codes: ['1013'],
      shapes: ['protocol'],
      name: 'Try Again Later',
      meaning: 'The service is overloaded and sheds clients.',
      action:
        'Do not reconnect at once: try another address of the service if there is one, else wait for the user or a long pause.',
      permanence: 'temporary',
      basis: 'documented',
      source: RESTART_CODES,
    },
    {
      codes: ['1014'],
      shapes: ['protocol'],
      name: 'Bad Gateway',
      meaning: 'A gateway got an invalid answer from the server behind it, as with HTTP 502.',
      action: 'Check the upstream service and the log of the gateway, then reconnect with growing pauses.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['1015'],
      shapes: ['protocol'],
      name: 'TLS handshake',
      meaning: 'The TLS handshake failed, so no socket came about. The browser fills in this code itself.',
      action: 'Open the same host over https in a tab to see the certificate error, and cure that.',
      permanence: 'unknown',
      basis: 'inferred',
      source: CLOSE_CODES,
    },
    {
      codes: ['3000'],
      shapes: ['registered'],
      name: 'Unauthorized',
      meaning: 'By the IANA registry: the endpoint wants authentication, and it is missing or was not accepted.',
      action:
        'Renew the token or sign in again before reconnecting; check how this service takes credentials on a socket.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['3003'],
      shapes: ['registered'],
      name: 'Forbidden',
      meaning: 'By the IANA registry: the client is known and not allowed to use this endpoint.',
      action: 'Check rights and plan of the account; the same account will be refused again.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['3008'],
      shapes: ['registered'],
      name: 'Timeout',
      meaning: 'By the IANA registry: the other side waited too long for something, such as a reply or a sign of life.',
      action: 'Check that pings or the first message are sent in time, then reconnect.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['0'],
      shapes: ['handshake'],
      name: 'Handshake failed',
      meaning:
        'The socket never opened. Neither page nor extension is told why: no status, no reason, only an error event and close code 1006.',
      action:
        'Look in the server log for the upgrade request. Fetch the same URL over https to see its status, then check subprotocol, Origin rule, credentials, and proxies that drop the Upgrade header.',
      permanence: 'unknown',
      basis: 'inferred',
      source: 'https://websockets.spec.whatwg.org/#feedback-from-the-protocol',
    },
    {
      codes: ['101'],
      shapes: ['not-upgraded'],
      name: 'Invalid handshake reply',
      meaning:
        'The server answered 101, and the browser rejected the reply: a wrong Sec-WebSocket-Accept, extension or subprotocol.',
      action:
        'Check that the server picks one of the offered subprotocols, or none, and computes Sec-WebSocket-Accept from the key.',
      permanence: 'permanent',
      basis: 'inferred',
      source: OPENING,
    },
    {
      codes: ['200'],
      shapes: ['not-upgraded'],
      name: 'Answered as a plain request',
      meaning: 'The server treated the handshake as an ordinary request and sent a page or document.',
      action: 'Correct the path of the WebSocket URL, and make the proxy pass Upgrade and Connection for it.',
      permanence: 'permanent',
      basis: 'inferred',
      source: OPENING,
    },
    {
      codes: ['301', '302', '303', '307', '308'],
      shapes: ['not-upgraded'],
      name: 'Redirected',
      meaning:
        'The server answered the handshake with a redirect, which browsers do not follow for sockets. A lost session often leads to the login page.',
      action: 'Open the socket at the address in the Location header, or sign in first if that is a login page.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://websockets.spec.whatwg.org/#opening-handshake',
    },
  ],
};
