import type { FamilyDocument } from '../schema.ts';

const INTEGRATIONS = 'https://moonraker.readthedocs.io/en/latest/external_api/integrations/';
const KLIPPER_API = 'https://www.klipper3d.org/API_Server.html';

/** Moonraker's HTTP API, results it passes on inside a success, and its bridge to Klipper. Its JSON-RPC is in `json-rpc`. */
export const moonraker: FamilyDocument = {
  id: 'moonraker',
  title: 'Moonraker',
  source: 'https://moonraker.readthedocs.io/en/latest/external_api/introduction/',
  shapes: [
    {
      id: 'http-error',
      channels: ['http'],
      says: 'body {"error": {"code": the HTTP status, "message": text}}',
      when: { status: [[400, 599]] },
      hints: { paths: ['/server/', '/printer/', '/machine/', '/access/'] },
      body: {
        decode: 'json',
        members: { 'error.code': { equals: '$status' }, 'error.message': 'string' },
        absent: ['jsonrpc', 'error.status', 'error.errors', 'error.details', 'error.type'],
        only: ['error'],
      },
      read: { code: 'error.code', text: 'error.message' },
      // Many services answer in this form; the path or one of Moonraker's own texts must tell them apart.
      needs: ['path', 'text'],
      unlisted: { as: 'http', name: '{text}' },
    },
    {
      id: 'http-traceback',
      channels: ['http'],
      says: 'body {"error": {"code": the HTTP status, "message": text, "traceback": Python traceback}}',
      when: { status: [[400, 599]] },
      hints: { paths: ['/server/', '/printer/', '/machine/', '/access/'], members: { 'error.traceback': 'text' } },
      body: {
        decode: 'json',
        members: { 'error.code': { equals: '$status' }, 'error.message': 'string', 'error.traceback': 'string' },
        absent: ['jsonrpc', 'error.status'],
        only: ['error'],
      },
      read: { code: 'error.code', text: 'error.message' },
      unlisted: { as: 'http', name: '{text}' },
    },
    {
      id: 'proxied',
      channels: ['http', 'websocket'],
      says: 'success with {"result": {"response": null, "error": {"status_code": integer}}}',
      when: { direction: 'receive' },
      hints: { paths: ['/server/', '/websocket'] },
      body: {
        decode: 'json',
        members: {
          'result.error.status_code': { from: 400, to: 599 },
          'result.error.message': 'string?',
          'result.response': 'null',
        },
        marker: '"status_code"',
      },
      read: { code: 'result.error.status_code', text: 'result.error.message' },
      unlisted: {
        name: 'Spoolman answered {code}',
        meaning:
          'Moonraker passed the call on and did its part; the service behind it, normally Spoolman, answered with this HTTP status.',
        action:
          'Treat the call as failed although HTTP says success, and look into the log of Spoolman for the reason.',
        permanence: 'unknown',
        basis: 'inferred',
        source: INTEGRATIONS,
      },
    },
    {
      id: 'klippy-bridge',
      channels: ['websocket'],
      says: 'message {"id", "error": {"error": text, "message": text}} without "jsonrpc"',
      when: { paths: ['/klippysocket'] },
      body: {
        decode: 'json',
        members: { 'error.error': 'text', 'error.message': 'string' },
        absent: ['jsonrpc'],
        marker: '"error"',
      },
      read: { code: 'error.error', text: 'error.message' },
      unlisted: {
        name: '{code}',
        meaning: 'Klipper answered a bridged request with an error of this kind.',
        action: 'Read the message and klippy.log, and correct the request before sending it again.',
        permanence: 'unknown',
        basis: 'inferred',
        source: KLIPPER_API,
      },
    },
  ],
  entries: [
    {
      codes: ['503'],
      name: 'Klippy Host not connected',
      texts: ['Klippy Host not connected', 'Klippy Unix Connection Not Available'],
      distinctive: true,
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'Moonraker is up but cannot reach Klipper: the Klipper service is not running, is still starting, or stopped on a configuration error.',
      action:
        'Ask `/server/info` every 2 seconds for `klippy_state`. If it stays disconnected, check the klipper service and klippy.log on the printer.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['503'],
      name: 'Klippy Disconnected',
      texts: ['Klippy Disconnected'],
      distinctive: true,
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'Klipper closed its connection while it still owed the answer to this request. Whether the command ran is not known.',
      action:
        'Wait until Klipper is ready again and check the state of the printer before repeating a command that moves or heats.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['503'],
      name: 'Klippy Write Request Error',
      texts: ['Klippy Write Request Error', 'Klippy Write Request Cancelled'],
      distinctive: true,
      shapes: ['http-error', 'http-traceback'],
      meaning: 'Moonraker could not hand the request over to Klipper; its connection broke at that moment.',
      action: 'Try again once `/server/info` shows Klipper as ready. The request was not delivered completely.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['503'],
      name: 'Service unavailable',
      shapes: ['http-error', 'http-traceback'],
      meaning: 'A part that Moonraker needs for this request, Klipper or another service, is not available.',
      action: 'Wait a few seconds and try again. If it stays, open moonraker.log to see which part is missing.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['500'],
      name: 'Klippy request timed out',
      texts: ['Klippy request timed out'],
      distinctive: true,
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'Klipper took the request and did not answer within the time Moonraker waits. A long move or macro can still be running.',
      action:
        'Do not send the command again at once: look at the state of the printer first, then at klippy.log for a stall.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['500'],
      name: 'Internal error',
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'Moonraker failed while handling the request. Where `error.traceback` is given, its last line is the cause.',
      action:
        'Take the traceback or the lines of moonraker.log to the bug report of Moonraker or of the component named there.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['400'],
      name: 'Request rejected',
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'An argument is missing or has a wrong type, or Klipper refused the command. In the second case the message carries the words of Klipper.',
      action: 'Read the message: home the axes, fix the G-code or the macro, or correct the argument it names.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['401'],
      name: 'Unauthorized',
      shapes: ['http-error', 'http-traceback'],
      meaning: 'The client is not on the list of trusted addresses and sent no valid API key, token or login.',
      action:
        'Log in, send `X-Api-Key`, or add the address of the client to `trusted_clients` in moonraker.conf. An expired JWT needs a refresh.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://moonraker.readthedocs.io/en/latest/external_api/authorization/',
    },
    {
      codes: ['403'],
      name: 'File is loaded, upload not permitted',
      texts: ['File is loaded, upload not permitted', 'File currently in use'],
      distinctive: true,
      shapes: ['http-error', 'http-traceback'],
      meaning: 'The file is loaded for printing, so Moonraker does not let anybody replace or change it.',
      action: 'Wait until the print is over, or upload under another name.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['403'],
      name: 'Forbidden',
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'Moonraker does not allow this: the path is reserved or read-only, or the call is closed to this client.',
      action: 'Check the root and path of the request against the folders that Moonraker lists as writable.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['404'],
      name: 'Metadata not available for <{file}>',
      texts: ['Metadata not available for <{file}>'],
      distinctive: true,
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'Moonraker holds no metadata for this G-code file: the file does not exist, or it has not been scanned yet.',
      action:
        'Check the file name. After a fresh upload wait for the scan and ask again, or start one with `/server/files/metascan`.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['404'],
      name: 'Not Found',
      shapes: ['http-error', 'http-traceback'],
      meaning:
        'There is no such file, key or endpoint. Endpoints of Klipper and of optional components exist only while those are loaded.',
      action: 'Check the name, then whether Klipper is connected and the component is configured in moonraker.conf.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['404'],
      name: 'Spoolman: not found',
      shapes: ['proxied'],
      meaning:
        'Spoolman has no spool, filament or vendor with the id in the proxied path. Moonraker itself worked, hence the HTTP success.',
      action: 'Reload the list of spools and choose one that exists; clear the active spool if it was deleted.',
      permanence: 'permanent',
      basis: 'inferred',
      source: INTEGRATIONS,
    },
    {
      codes: ['422'],
      name: 'Spoolman: invalid request',
      shapes: ['proxied'],
      meaning: 'Spoolman did not accept the body or query that Moonraker passed on.',
      action:
        'Compare `request_method`, `path`, `query` and `body` of the proxy call with the API of the installed Spoolman version.',
      permanence: 'permanent',
      basis: 'inferred',
      source: INTEGRATIONS,
    },
    {
      codes: ['500'],
      name: 'Spoolman: internal error',
      shapes: ['proxied'],
      meaning: 'Spoolman failed while it worked on the call that Moonraker passed on.',
      action: 'Check the log of Spoolman and its database, then repeat the call.',
      permanence: 'unknown',
      basis: 'inferred',
      source: INTEGRATIONS,
    },
    {
      codes: ['WebRequestError'],
      name: 'WebRequestError',
      shapes: ['klippy-bridge'],
      meaning:
        'Klipper refused a request on the bridge socket: an unknown endpoint, a bad argument, or a command that failed.',
      action: 'Read the message, and check `method` and `params` against the API server page of Klipper.',
      permanence: 'permanent',
      basis: 'inferred',
      source: KLIPPER_API,
    },
  ],
};
