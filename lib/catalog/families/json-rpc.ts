import type { FamilyDocument, Shape } from '../schema.ts';

const MOONRAKER = 'https://moonraker.readthedocs.io/en/latest/external_api/introduction/';
const LSP = 'https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/';
const EIP_1474 = 'https://eips.ethereum.org/EIPS/eip-1474';

/** How the specification divides the codes (section 5.1), and what an unlisted code in each part tells. */
const PARTS = [
  {
    id: 'reserved',
    from: -32768,
    to: -32100,
    unlisted: {
      name: 'Reserved code {code}',
      meaning: 'The server used a code from the range that JSON-RPC keeps for itself and has not assigned.',
      action:
        'Go by the message and `error.data`, and look in the documentation of this server for what it means by the number.',
      permanence: 'unknown',
      basis: 'inferred',
    },
  },
  {
    id: 'server',
    from: -32099,
    to: -32000,
    unlisted: {
      name: 'Server error {code}',
      meaning:
        'The server reports an error of its own kind. JSON-RPC leaves the meaning of this number to each implementation.',
      action:
        'Read the message and `error.data`, then look the number up in the documentation of the server that answered.',
      permanence: 'unknown',
      basis: 'inferred',
    },
  },
  {
    id: 'application',
    from: -31999,
    to: Number.MAX_SAFE_INTEGER,
    unlisted: {
      name: 'Application error {code}',
      meaning: 'The call reached the application, and the application refused it with a code of its own.',
      action: 'Read the message and `error.data`; only the documentation of this application defines the number.',
      permanence: 'unknown',
      basis: 'inferred',
    },
  },
  {
    id: 'application-low',
    from: Number.MIN_SAFE_INTEGER,
    to: -32769,
    unlisted: {
      name: 'Application error {code}',
      meaning:
        'The call failed inside the application, which counts its errors below the range that JSON-RPC reserves.',
      action:
        'Look the number up in the documentation of this application, and take the message and `error.data` as the reason.',
      permanence: 'unknown',
      basis: 'inferred',
    },
  },
] as const;

const shapes: Shape[] = PARTS.flatMap(({ id, from, to, unlisted }): Shape[] => [
  {
    id,
    channels: ['http', 'websocket', 'mqtt'],
    says: 'body {"jsonrpc": "2.0", "error": {"code": integer, "message": text}}',
    when: { direction: 'receive' },
    hints: { topics: ['+/moonraker/api/response'] },
    body: {
      decode: 'json',
      members: { 'error.code': { from, to }, 'error.message': 'string', jsonrpc: { is: '2.0' } },
      marker: '"error"',
    },
    read: { code: 'error.code', text: 'error.message' },
    standard: true,
    unlisted,
  },
  {
    id: `batch-${id}`,
    channels: ['http', 'websocket', 'mqtt'],
    says: 'batch with an item {"jsonrpc": "2.0", "error": {"code": integer, "message": text}}',
    when: { direction: 'receive' },
    body: {
      decode: 'json',
      members: { '*.error.code': { from, to }, '*.error.message': 'string', '*.jsonrpc': { is: '2.0' } },
      marker: '"error"',
    },
    read: { code: '*.error.code', text: '*.error.message' },
    standard: true,
    unlisted,
  },
]);

/** JSON-RPC 2.0 over HTTP, WebSocket and MQTT, with the codes Moonraker sends through it. */
export const jsonRpc: FamilyDocument = {
  id: 'json-rpc',
  title: 'JSON-RPC 2.0',
  chip: 'JSON-RPC',
  source: 'https://www.jsonrpc.org/specification',
  operations: { id: 'id', type: 'method' },
  shapes,
  entries: [
    {
      codes: ['-32700'],
      name: 'Parse error',
      meaning: 'The server could not read the request as JSON at all.',
      action:
        'Check that the body is one complete JSON text in UTF-8: look for a cut-off frame, a trailing comma or a double encoding.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['-32600'],
      name: 'Invalid Request',
      meaning: 'The JSON was readable, but it is not a JSON-RPC request object.',
      action:
        'Send `"jsonrpc": "2.0"`, a string `method`, and `params` as an object or array; an empty batch is invalid too.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['-32601'],
      name: 'Method not found',
      meaning:
        'The server has no such method, or does not offer it now. Moonraker also sends this number for what over HTTP is a 404, such as a missing file.',
      action:
        'Compare the spelling of `method` with the API of this server version. On Moonraker read the message first: it may be the file or namespace that is missing, not the method.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['-32602'],
      name: 'Invalid params',
      meaning:
        'The parameters do not suit the method. Moonraker also sends this number for what over HTTP is a 401, so it can hide a failed login.',
      action:
        'Check names, types and missing values in `params`. On Moonraker, where the message says Unauthorized, log in or send a valid API key instead.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['-32603'],
      name: 'Internal error',
      meaning: 'The server failed inside while it worked on the call.',
      action:
        'Retry once if the call is safe to repeat. If it fails again, take the message and `error.data` to the log of the server.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['-32000'],
      name: 'Server error',
      meaning:
        'The most common catch-all of servers: an error of their own kind without a number of its own. Ethereum nodes use it for bad input and failed calls.',
      action:
        'Go by the message; the number alone decides nothing. Change the input before trying again unless the message speaks of load.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['-32001'],
      name: 'Server error -32001',
      meaning:
        'Defined by the server, not by JSON-RPC. Ethereum nodes mean a resource that was not found, language servers an unknown error.',
      action: 'Find out which kind of server answered. On an Ethereum node check the block, transaction or filter id.',
      permanence: 'unknown',
      basis: 'inferred',
      source: EIP_1474,
    },
    {
      codes: ['-32002'],
      name: 'Server error -32002',
      meaning:
        'Defined by the server, not by JSON-RPC. Ethereum nodes and wallets mean a resource that is not available now, language servers a call before `initialize`.',
      action:
        'On a wallet look for a request that still waits for the user. On a language server send `initialize` first. Elsewhere read the message.',
      permanence: 'unknown',
      basis: 'inferred',
      source: EIP_1474,
    },
    {
      codes: ['-32003'],
      name: 'Server error -32003',
      meaning: 'Defined by the server, not by JSON-RPC. On Ethereum nodes a transaction was not accepted.',
      action:
        'Check nonce, balance, gas limit and signature of the transaction; the message usually names which of them.',
      permanence: 'unknown',
      basis: 'inferred',
      source: EIP_1474,
    },
    {
      codes: ['-32004'],
      name: 'Server error -32004',
      meaning:
        'Defined by the server, not by JSON-RPC. On Ethereum nodes the method exists in the standard, but this node does not implement it.',
      action: 'Use another method, or a node or provider plan that offers this one.',
      permanence: 'unknown',
      basis: 'inferred',
      source: EIP_1474,
    },
    {
      codes: ['-32005'],
      name: 'Server error -32005',
      meaning:
        'Defined by the server, not by JSON-RPC. On Ethereum nodes a limit was exceeded: of requests, or of the range a query covers.',
      action:
        'Where the message speaks of a rate, wait and send fewer calls; where it speaks of a range, ask for fewer blocks or results at once.',
      permanence: 'unknown',
      basis: 'inferred',
      source: EIP_1474,
    },
    {
      codes: ['-32800'],
      name: 'RequestCancelled',
      meaning: 'A language server confirms that the client cancelled this request.',
      action: 'Ignore it: the editor asked for that, and a newer request usually follows.',
      permanence: 'permanent',
      basis: 'inferred',
      source: LSP,
    },
    {
      codes: ['-32801'],
      name: 'ContentModified',
      meaning: 'A language server dropped the result because the document changed while it was computing.',
      action: 'Ask again for the current version of the document.',
      permanence: 'temporary',
      basis: 'inferred',
      source: LSP,
    },
    {
      codes: ['-32802'],
      name: 'ServerCancelled',
      meaning: 'A language server gave up a request by itself, which it may do only where the client allowed it.',
      action:
        'Send the request again when its result is still needed; honour `retriggerRequest` in `error.data` where it is given.',
      permanence: 'temporary',
      basis: 'inferred',
      source: LSP,
    },
    {
      codes: ['-32803'],
      name: 'RequestFailed',
      meaning: 'The request to the language server was correct, but its work did not succeed.',
      action:
        'Show the message to the user: it is written to say why. The same request on the same state will fail again.',
      permanence: 'unknown',
      basis: 'inferred',
      source: LSP,
    },
    {
      codes: ['400'],
      name: '400 Bad Request',
      meaning:
        'An HTTP number inside JSON-RPC, as Moonraker sends it: an argument is missing or wrong, or Klipper refused the command.',
      action:
        'Read the message: Klipper puts its own words there, for instance that an axis must be homed first. Correct that before sending again.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MOONRAKER,
    },
    {
      codes: ['401'],
      name: '401 Unauthorized',
      meaning:
        'An HTTP number inside JSON-RPC: the caller is not logged in. Current Moonraker turns its 401 into -32602, so look for that number as well.',
      action: 'Log in, or pass an API key, a JWT or a one-shot token to this connection, then repeat the call.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MOONRAKER,
    },
    {
      codes: ['403'],
      name: '403 Forbidden',
      meaning:
        'An HTTP number inside JSON-RPC: the server will not do this now or for this caller. Moonraker says so of a file that is loaded or of a protected path.',
      action:
        'Read the message. If the file is being printed, wait for the end of the print; otherwise use another path or account.',
      permanence: 'unknown',
      basis: 'inferred',
      source: MOONRAKER,
    },
    {
      codes: ['404'],
      name: '404 Not Found',
      meaning:
        'An HTTP number inside JSON-RPC: the thing asked for does not exist. Current Moonraker turns its 404 into -32601, so look for that number as well.',
      action: 'Check the file name, database key or object in `params`.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MOONRAKER,
    },
    {
      codes: ['500'],
      name: '500 Internal Server Error',
      meaning:
        'An HTTP number inside JSON-RPC: the server failed while it handled the call. Moonraker also uses it when Klipper did not answer in time.',
      action:
        'Look into moonraker.log (or the log of the server that answered) at this moment before repeating the call.',
      permanence: 'unknown',
      basis: 'inferred',
      source: MOONRAKER,
    },
    {
      codes: ['503'],
      name: '503 Service Unavailable',
      meaning: 'An HTTP number inside JSON-RPC: something behind the server is not reachable.',
      action:
        'Wait a few seconds and call again. If it stays, check the service behind it; on Moonraker that is Klipper.',
      permanence: 'temporary',
      basis: 'inferred',
      source: MOONRAKER,
    },
    {
      codes: ['503'],
      name: 'Klippy Host not connected',
      texts: ['Klippy Host not connected', 'Klippy Unix Connection Not Available'],
      distinctive: true,
      meaning:
        'Moonraker runs, but it has no connection to Klipper: Klipper is stopped, still starting, or failed to start.',
      action:
        'Poll `server.info` every 2 seconds until `klippy_connected` is true. If it stays false, read klippy.log on the printer.',
      permanence: 'temporary',
      basis: 'inferred',
      source: MOONRAKER,
    },
    {
      codes: ['503'],
      name: 'Klippy Disconnected',
      texts: ['Klippy Disconnected'],
      distinctive: true,
      meaning:
        'Klipper went away while this call was waiting for its answer, typically because of a restart. The command may or may not have run.',
      action:
        'Wait for `notify_klippy_ready`, read the state of the printer, and only then decide whether to send the command again.',
      permanence: 'temporary',
      basis: 'inferred',
      source: MOONRAKER,
    },
  ],
};
