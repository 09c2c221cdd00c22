import type { EntryDocument, FamilyDocument } from '../schema.ts';

const STATUS_CODES = 'https://docs.blazeauth.net/websocket/status_codes';
const CLOSE_CODES = 'https://docs.blazeauth.net/websocket/close_codes';
const RATE_LIMITING = 'https://docs.blazeauth.net/websocket/rate_limiting';
const MANAGEMENT = 'https://docs.blazeauth.net/management-api/authentication';
const PACKETS = 'https://docs.blazeauth.net/websocket/packets';

type Verdict = Pick<EntryDocument, 'name' | 'meaning' | 'action' | 'permanence' | 'source'>;

/** A `status` of the current WebSocket protocol. The source says nowhere what passes by itself, so permanence is inferred. */
function status(code: string, verdict: Verdict): EntryDocument {
  return { codes: [code], shapes: ['reply', 'bare-reply'], basis: 'inferred', ...verdict };
}

/**
 * A close code, in two entries: with its documented reason, and by its number alone, which counts only where host or
 * earlier frames speak for Blazeauth. Other services close with the same numbers, so a reason of its own is what makes
 * a code recognisable elsewhere; `shared` marks reasons that any server might give.
 */
function close(code: string, reason: string, verdict: Omit<Verdict, 'name'>, shared = false): EntryDocument[] {
  const entry: EntryDocument = {
    codes: [code],
    shapes: ['close'],
    name: reason,
    basis: 'inferred',
    source: CLOSE_CODES,
    ...verdict,
  };
  const reasoned: EntryDocument = { ...entry, texts: [reason] };
  return [
    shared ? reasoned : { ...reasoned, distinctive: true },
    { ...entry, meaning: `${verdict.meaning} The documented close reason is missing, so the number alone says this.` },
  ];
}

export const blazeauth: FamilyDocument = {
  id: 'blazeauth',
  title: 'Blazeauth',
  source: STATUS_CODES,
  hosts: ['blazeauth.net', '*.blazeauth.net'],
  notHosts: ['docs.blazeauth.net'],
  context: [
    {
      direction: 'send',
      members: { websocket_api_key: 'text', type: { is: 0 } },
      says: 'the page opened this socket with a Blazeauth Initialize request',
    },
    {
      direction: 'send',
      members: { 'payload.socket_api_key': 'text', type: 'integer' },
      says: 'the page opened this socket with an initialize request of the older Blazeauth protocol',
    },
  ],
  operations: {
    id: 'id',
    type: 'type',
    names: {
      '0': { name: 'initialize', codes: ['1', '2', '4', '6', '500', '501', '503', '600', '601', '602'] },
      '1': {
        name: 'create account',
        codes: [
          ...['1', '5', '6', '100', '101', '102', '106', '107', '202', '204'],
          ...['205', '206', '207', '208', '209', '210', '603'],
        ],
      },
      '2': {
        name: 'authorize by license',
        codes: ['1', '6', '7', '100', '101', '102', '103', '104', '105', '502', '602'],
      },
      '3': {
        name: 'authorize by credentials',
        codes: [
          ...['1', '6', '7', '100', '101', '102', '103', '104', '105', '107', '200', '201', '203'],
          ...['205', '206', '207', '208', '209', '210', '502', '602'],
        ],
      },
      '4': { name: 'link license', codes: ['1', '3', '6', '100', '101', '102', '106', '107'] },
      '5': { name: 'logout', codes: ['1', '3'] },
      '6': { name: 'blacklist', codes: ['1', '6', '604'] },
      '7': { name: 'transfer file', codes: ['0', '1', '3', '6', '300', '301', '303', '304', '306'] },
      '8': { name: 'stop transfer', codes: ['1', '305'] },
      '9': { name: 'file metadata', codes: ['1', '6', '300', '301'] },
      '10': { name: 'online users' },
      '11': { name: 'get variable', codes: ['1', '3', '6', '400', '401'] },
      '12': { name: 'set session value', codes: ['1', '701', '702'] },
      '13': { name: 'get session value', codes: ['1', '700'] },
      '14': { name: 'delete session value', codes: ['1', '700'] },
      '15': { name: 'current license', codes: ['1', '3', '103'] },
      '16': { name: 'current account', codes: ['1', '3', '6', '203'] },
    },
  },
  shapes: [
    {
      id: 'reply',
      channels: ['websocket'],
      says: 'flat frame {"id": integer, "status": integer} without a type',
      body: {
        decode: 'json',
        marker: '"status"',
        members: { status: 'integer', id: 'integer' },
        absent: ['type', 'event_type', 'payload', 'result', 'error', 'rateLimits', 'jsonrpc'],
      },
      read: { code: 'status', retryAfter: 'retry_after' },
      healthy: ['0', '1'],
      needs: ['host', 'context'],
      unlisted: {
        name: 'Unlisted Blazeauth status',
        meaning: 'Blazeauth answered with status {code}, which is not in its list of status codes.',
        action:
          'Look the number up in the current list. Until then treat the operation as failed, and do not read the number as an HTTP status.',
        permanence: 'unknown',
        basis: 'inferred',
      },
    },
    {
      id: 'bare-reply',
      channels: ['websocket'],
      says: 'frame of nothing but {"id", "status"} with a Blazeauth number that is no HTTP status',
      body: {
        decode: 'json',
        marker: '"status"',
        members: {
          status: { oneOf: [2, 3, 4, 5, 6, 7, 8, 600, 601, 602, 603, 604, 700, 701, 702] },
          id: 'integer',
        },
        only: ['id', 'status', 'retry_after'],
      },
      read: { code: 'status', retryAfter: 'retry_after' },
    },
    {
      id: 'older-reply',
      channels: ['websocket'],
      says: 'nested frame {"type": integer, "payload": {"id", "status"}}',
      body: {
        decode: 'json',
        marker: '"payload"',
        members: { 'payload.status': 'integer', 'payload.id': 'integer', type: 'integer' },
      },
      read: { code: 'payload.status', retryAfter: 'payload.retry_after' },
      healthy: ['0', '1'],
      needs: ['host', 'context'],
      unlisted: {
        name: 'Blazeauth status {code}, older protocol',
        meaning:
          'The frame is of an older protocol generation, in which the numbers mean something else: 103, for one, is a blacklisted license there and an expired one today.',
        action:
          'Look {code} up in the documentation of the older protocol, never in the current list, and move the client to the current protocol.',
        permanence: 'unknown',
        basis: 'inferred',
        source: 'https://docs.blazeauth.net/docs/protocol/status-codes',
      },
    },
    {
      id: 'close',
      channels: ['close'],
      says: 'close code from 4000 to 4499, the range of Blazeauth',
      when: { close: [[4000, 4499]] },
      read: { code: '$close', text: '$reason' },
      needs: ['host', 'context', 'text'],
      unlisted: {
        name: 'Unlisted Blazeauth close code',
        meaning: 'Blazeauth ended the session with close code {code}, which its list does not contain.',
        action:
          'Read the close reason and look the code up in the current list. Reconnect with a growing pause, not at once.',
        permanence: 'unknown',
        basis: 'inferred',
        source: CLOSE_CODES,
      },
    },
    {
      id: 'throttled',
      channels: ['http', 'handshake'],
      says: 'HTTP 429 in place of an answer or a WebSocket upgrade',
      when: { status: [[429, 429]] },
      hints: { headers: { 'Retry-After': '{wait}' } },
      read: { code: '$status' },
      needs: ['host'],
    },
    {
      id: 'management',
      channels: ['http'],
      says: 'body {"success": false, "code": text, "message": text} of the Management API',
      when: { status: [[400, 599]] },
      hints: { paths: ['/api/v1/panel/', '/api/v1/wss/'] },
      body: {
        decode: 'json',
        members: { success: { is: false }, code: 'text', message: 'text' },
        absent: ['error_code'],
      },
      read: { code: 'code', text: 'message' },
      needs: ['host'],
      unlisted: { as: 'http', name: 'Blazeauth Management API: {code}', source: MANAGEMENT },
    },
  ],
  entries: [
    status('2', {
      name: 'InvalidAPIKey',
      meaning: 'The `websocket_api_key` is malformed: it must be exactly 21 characters long.',
      action:
        'Copy the WebSocket key of the application afresh, without blanks. A Management API key does not work here.',
      permanence: 'permanent',
      source: `${PACKETS}/initialize`,
    }),
    status('3', {
      name: 'NotAuthorized',
      meaning: 'The session is initialized, but not authorized in the way this operation needs.',
      action:
        'Authorize by license or by credentials first; linking a license and reading the account need credentials. After a reconnect, authorize anew.',
      permanence: 'permanent',
    }),
    status('4', {
      name: 'AlreadyInitialized',
      meaning: 'Initialize was sent a second time on the same socket.',
      action: 'Send Initialize once a connection. To start over with other values, open a new socket.',
      permanence: 'permanent',
      source: `${PACKETS}/initialize`,
    }),
    status('5', {
      name: 'TooManyRequests',
      meaning:
        'A limit of this one operation is used up, such as 3 accounts without a license from one IP address in 24 hours.',
      action:
        'Wait for `retry_after` seconds where the reply has it, otherwise for the window of the operation. An account with a license is not under that limit.',
      permanence: 'temporary',
      source: RATE_LIMITING,
    }),
    status('6', {
      name: 'InternalServerError',
      meaning: 'Blazeauth failed inside while it worked on this request; the session stays open.',
      action:
        'Repeat the request after a pause, with a limit on attempts. If only one operation does this, report it to Blazeauth with id and time.',
      permanence: 'temporary',
    }),
    status('7', {
      name: 'AlreadyAuthorized',
      meaning: 'The session already has a license or an account, and cannot take another.',
      action: 'Go on with the present authorization, or send a logout before authorizing as somebody else.',
      permanence: 'permanent',
    }),
    status('8', {
      name: 'RateLimited',
      meaning:
        'Requests are throttled. The number is reserved: today Blazeauth throttles by HTTP 429, close code 4201 or status 5 instead.',
      action:
        'Slow down and retry after a pause. Check which server sent this, as the documented one has no use for it yet.',
      permanence: 'temporary',
    }),
    status('100', {
      name: 'LicenseNotFound',
      meaning: 'The application has no license with this key.',
      action:
        'Have the key checked for typing errors, and check that the API key belongs to the application that issued it.',
      permanence: 'permanent',
    }),
    status('101', {
      name: 'LicenseTooShort',
      meaning: 'The license key has fewer than 6 characters, so it was not even looked up.',
      action: 'Check for an empty or cut-off input and refuse it in the client before sending.',
      permanence: 'permanent',
    }),
    status('102', {
      name: 'LicenseTooLong',
      meaning: 'The license key has more than 64 characters, so it was not even looked up.',
      action: 'Trim the input and check that nothing else was pasted along with the key.',
      permanence: 'permanent',
    }),
    status('103', {
      name: 'LicenseExpired',
      meaning: 'The license is real, and its time has run out.',
      action:
        'Tell the user that the license expired and offer a renewal. It stays refused until its owner extends it.',
      permanence: 'permanent',
    }),
    status('104', {
      name: 'LicensePaused',
      meaning: 'The license is valid, but the vendor has put it on hold.',
      action:
        'Tell the user that the license is paused and whom to ask; it works again once the vendor resumes it. Do not poll for that.',
      permanence: 'temporary',
    }),
    status('105', {
      name: 'LicenseBlacklisted',
      meaning: 'The vendor has banned this license.',
      action:
        'Stop using the key and send the user to the support of the vendor. Only lifting the ban in the panel helps.',
      permanence: 'permanent',
    }),
    status('106', {
      name: 'LicenseAlreadyLinked',
      meaning: 'The license belongs to an account already, and a license can have one account only.',
      action: 'Log in with the account that holds the license, or use another license.',
      permanence: 'permanent',
    }),
    status('107', {
      name: 'LicenseAlreadyActivated',
      meaning: 'The license is in use already, and this operation takes only a fresh one.',
      action:
        'Use an unused license here, or authorize with this one by license instead of attaching it to an account.',
      permanence: 'permanent',
    }),
    status('200', {
      name: 'AppUserNotFound',
      meaning: 'No user of the application fits these credentials: the login is unknown or the password wrong.',
      action:
        'Let the user enter login and password again, and do not tell which of the two failed. Check that `credentials_type` fits the login.',
      permanence: 'permanent',
    }),
    status('201', {
      name: 'AppUserBlacklisted',
      meaning: 'The credentials are right, and the user is banned from the application.',
      action: 'Do not offer another attempt; name the support contact of the vendor.',
      permanence: 'permanent',
    }),
    status('202', {
      name: 'AppUserAlreadyExists',
      meaning: 'The account was not created, because one with this login exists or came first.',
      action: 'Offer to log in, or ask for another login.',
      permanence: 'permanent',
      source: `${PACKETS}/create_account`,
    }),
    status('203', {
      name: 'AppUserHasNoValidLicenses',
      meaning: 'The account exists, but none of its licenses has time left.',
      action: 'Have the user renew or link a license to the account, then authorize again.',
      permanence: 'permanent',
    }),
    status('204', {
      name: 'AppUserRequiresLicense',
      meaning: 'This application creates accounts only together with a license, and the request brought none.',
      action: 'Ask for a license key at sign-up and send it as `license`.',
      permanence: 'permanent',
      source: `${PACKETS}/create_account`,
    }),
    status('205', {
      name: 'AppUserLoginTooShort',
      meaning: 'The `login` has fewer than 4 characters.',
      action: 'Require at least 4 characters in the form before sending.',
      permanence: 'permanent',
      source: `${PACKETS}/create_account`,
    }),
    status('206', {
      name: 'AppUserLoginTooLong',
      meaning: 'The `login` has more than 320 characters.',
      action: 'Limit the login field to 320 characters.',
      permanence: 'permanent',
      source: `${PACKETS}/create_account`,
    }),
    status('207', {
      name: 'AppUserPasswordTooShort',
      meaning: 'The password is below the shortest length that Blazeauth takes.',
      action: 'Ask for a longer password, and state the minimum next to the field.',
      permanence: 'permanent',
    }),
    status('208', {
      name: 'AppUserPasswordTooLong',
      meaning: 'The password is above the greatest length that Blazeauth takes.',
      action: 'Limit the password field. Check that the client does not send a hash or an encoded form in its place.',
      permanence: 'permanent',
    }),
    status('209', {
      name: 'AppUserEmailInvalid',
      meaning: 'The request uses e-mail credentials, and its `login` is no e-mail address.',
      action:
        'Check the address in the form, or send the `credentials_type` for plain logins if that is what is meant.',
      permanence: 'permanent',
    }),
    status('210', {
      name: 'AppUserCredentialsTypeInvalid',
      meaning: 'The `credentials_type` of the request is not one that Blazeauth knows.',
      action: 'Send one of the documented numbers, as a number and not as text.',
      permanence: 'permanent',
    }),
    status('300', {
      name: 'FileNotFound',
      meaning: 'The application has no file of this name.',
      action: 'Compare `filename` with the file list in the panel, letter by letter; the file may not be uploaded yet.',
      permanence: 'permanent',
      source: `${PACKETS}/get_file_metadata`,
    }),
    status('301', {
      name: 'FileInvalidName',
      meaning: 'The `filename` is not acceptable, for example shorter than 4 characters.',
      action: 'Send the whole name with its extension, as the panel shows it.',
      permanence: 'permanent',
      source: `${PACKETS}/get_file_metadata`,
    }),
    status('302', {
      name: 'FileChecksumMismatch',
      meaning:
        'A transferred file does not match its checksum. Clients set this themselves after a transfer; a Blazeauth server never sends it.',
      action:
        'Find out who put it on the wire: a mock, a gateway or relayed client state. If a transfer really failed, discard the file and download it again.',
      permanence: 'unknown',
    }),
    status('303', {
      name: 'FileInvalidResumeOffset',
      meaning: 'The transfer should go on at `resume_at`, which lies outside the file.',
      action: 'Read the size with file metadata. If the file changed since, delete the partial copy and start at 0.',
      permanence: 'permanent',
      source: `${PACKETS}/transfer_file`,
    }),
    status('304', {
      name: 'FileStorageQuotaExceeded',
      meaning: 'The transfer or storage quota of the application is used up; a running transfer ends with this, too.',
      action:
        'Have the owner of the application look at usage and plan in the panel. Keep the bytes received and resume from there later.',
      permanence: 'unknown',
      source: `${PACKETS}/transfer_file`,
    }),
    status('305', {
      name: 'FileNotBeingTransferred',
      meaning: 'A stop was asked for a file that is not being transferred in this session.',
      action:
        'Nothing needs stopping: the transfer ended before, or ran in another session. Ignore it if the transfer has finished.',
      permanence: 'permanent',
      source: `${PACKETS}/stop_file_transfer`,
    }),
    status('306', {
      name: 'FileTransferStopped',
      meaning: 'The running transfer was stopped before the end of the file, as after a stop request.',
      action:
        'If the stop was meant, treat this as done. Otherwise transfer again with `resume_at` set to the bytes received.',
      permanence: 'temporary',
      source: `${PACKETS}/stop_file_transfer`,
    }),
    status('400', {
      name: 'VariableNotFound',
      meaning: 'The application has no variable of this name (the number is not HTTP 400).',
      action: 'Create the variable in the panel or correct its name in the client.',
      permanence: 'permanent',
    }),
    status('401', {
      name: 'VariableInvalidName',
      meaning: 'The variable name is not acceptable, for example too short (the number is not HTTP 401).',
      action: 'Check that the name is not empty and is passed on unchanged. Logging in again does not help.',
      permanence: 'permanent',
    }),
    status('500', {
      name: 'ClientIDTooShort',
      meaning: 'The `client_id` has fewer than 4 characters (the number is not HTTP 500).',
      action: 'Send a stable id of 4 to 64 characters; check that reading the device id did not yield an empty text.',
      permanence: 'permanent',
      source: `${PACKETS}/initialize`,
    }),
    status('501', {
      name: 'ClientIDTooLong',
      meaning: 'The `client_id` has more than 64 characters (the number is not HTTP 501).',
      action:
        'Shorten it to 64 characters, for example by hashing. A changed id counts as a new device for bound licenses.',
      permanence: 'permanent',
      source: `${PACKETS}/initialize`,
    }),
    status('502', {
      name: 'ClientIDMismatch',
      meaning:
        'The license or account is bound to another device: its `client_id` differs from that of this session (the number is not HTTP 502).',
      action:
        'Use the device that activated it, or have the vendor reset the binding. Check that the id survives updates and reinstalls.',
      permanence: 'permanent',
      source: `${PACKETS}/authorize_by_license`,
    }),
    status('503', {
      name: 'ClientIDBlacklisted',
      meaning: 'This device is banned from the application by its `client_id` (the number is not HTTP 503).',
      action: 'Do not retry: the socket may be closed with 4204 as well. Only the vendor can lift the ban.',
      permanence: 'permanent',
      source: `${PACKETS}/initialize`,
    }),
    status('600', {
      name: 'AppNotFound',
      meaning: 'The API key is well-formed, but belongs to no application.',
      action: 'Compare the key with the one in the panel; it may have been renewed, or the application deleted.',
      permanence: 'permanent',
      source: `${PACKETS}/initialize`,
    }),
    status('601', {
      name: 'AppPaused',
      meaning: 'The vendor has paused the whole application, so nobody can open a session.',
      action:
        'Show a maintenance notice and try again after minutes, not seconds. The vendor resumes the application in the panel.',
      permanence: 'temporary',
      source: `${PACKETS}/initialize`,
    }),
    status('602', {
      name: 'AppSessionsQuotaExceeded',
      meaning: 'As many sessions are authorized as the plan of the application allows.',
      action:
        'Retry later, when other sessions have ended. If it happens often, the vendor needs a larger plan, or clients leave sessions open.',
      permanence: 'temporary',
    }),
    status('603', {
      name: 'AppAccountsQuotaExceeded',
      meaning: 'The plan of the application allows no more accounts.',
      action: 'Tell the vendor: accounts must be deleted or the plan raised before sign-up works again.',
      permanence: 'permanent',
      source: `${PACKETS}/create_account`,
    }),
    status('604', {
      name: 'AppBlacklistsQuotaExceeded',
      meaning: 'The ban was not stored, because the plan of the application allows no more blacklist entries.',
      action:
        'Have the vendor clear old entries or raise the plan. Until then end the session in the client, since it stays open.',
      permanence: 'permanent',
      source: `${PACKETS}/blacklist`,
    }),
    status('700', {
      name: 'StoreValueNotFound',
      meaning:
        'The session store holds nothing under this key: it was never set, has expired, or belonged to an earlier session.',
      action:
        'Treat it as a cache miss and set the value again. Reading does not prolong its life, and a reconnect empties the store.',
      permanence: 'permanent',
      source: `${PACKETS}/get_session_value`,
    }),
    status('701', {
      name: 'StoreOutOfMemory',
      meaning: 'The value does not fit: all values of a session together may take 16384 bytes.',
      action: 'Delete values that are no longer needed, store a smaller one, or give values a short `ttl`.',
      permanence: 'unknown',
      source: `${PACKETS}/set_session_value`,
    }),
    status('702', {
      name: 'StoreOutOfEntries',
      meaning: 'The session store has its full number of 64 entries.',
      action: 'Reuse or delete keys and give each a `ttl`; without one, an entry stays for 72 hours.',
      permanence: 'temporary',
      source: `${PACKETS}/set_session_value`,
    }),

    ...close(
      '4000',
      'internal server error',
      {
        meaning: 'Blazeauth ended the session because of an error of its own.',
        action:
          'Reconnect with a growing pause, then initialize and authorize again: nothing of the old session remains.',
        permanence: 'temporary',
      },
      true,
    ),
    ...close('4100', 'disconnected from panel', {
      meaning: 'Somebody at the vendor ended this session by hand in the panel.',
      action: 'Tell the user and do not reconnect by yourself; a later connection may be allowed or not.',
      permanence: 'unknown',
    }),
    ...close('4101', 'application paused', {
      meaning: 'The vendor paused the application while this session was open.',
      action: 'Show a maintenance notice and reconnect after minutes. Until it is resumed, Initialize answers 601.',
      permanence: 'temporary',
    }),
    ...close('4102', 'application deleted', {
      meaning: 'The vendor deleted the application while this session was open.',
      action: 'Stop reconnecting. The client needs the API key of another application, or is at its end.',
      permanence: 'permanent',
    }),
    ...close('4200', 'connection is not initialized', {
      meaning: 'The client sent an operation before Initialize had succeeded.',
      action:
        'Wait for the reply with status 1 to Initialize before sending anything else, above all after a reconnect.',
      permanence: 'permanent',
    }),
    {
      codes: ['4201'],
      shapes: ['close'],
      texts: ['rate limit hit'],
      distinctive: true,
      name: 'rate limit hit',
      meaning: 'The client sent more than the limit of actions a minute allows; pings count, too.',
      action:
        'Wait before reconnecting, then send less: merge requests, lengthen the ping interval, and find the loop that sends.',
      permanence: 'temporary',
      basis: 'documented',
      source: RATE_LIMITING,
    },
    {
      codes: ['4201'],
      shapes: ['close'],
      texts: ['rate limited, {seconds} seconds left'],
      distinctive: true,
      name: 'rate limited, {seconds} seconds left',
      meaning: 'An earlier overrun still blocks this client, and the reason says for how long.',
      action:
        'Reconnect after the seconds named, not before. A client that reconnects at once runs into this again and again.',
      permanence: 'temporary',
      basis: 'documented',
      source: RATE_LIMITING,
    },
    {
      codes: ['4201'],
      shapes: ['close'],
      name: 'rate limit',
      meaning:
        'Blazeauth closed the session for too much traffic; the reason that tells which of its two cases it is did not come along.',
      action: 'Wait some minutes before reconnecting, and lower the rate of requests and pings.',
      permanence: 'temporary',
      basis: 'documented',
      source: RATE_LIMITING,
    },
    ...close('4202', "session wasn't initialized in 15 seconds after connection", {
      meaning: 'The socket was open for 15 seconds without a successful Initialize.',
      action:
        'Send Initialize as soon as the socket opens; do what takes long, such as asking the user, before connecting.',
      permanence: 'unknown',
    }),
    ...close('4203', 'session was blacklisted', {
      meaning: 'The identity of this session was put on the blacklist, and the session ended with it.',
      action:
        'Do not reconnect. If the client itself asked for it, this is the expected end; else the vendor has to lift the ban.',
      permanence: 'permanent',
    }),
    ...close('4204', 'external ID is blacklisted', {
      meaning: 'Initialize was refused because the `client_id` of this device is banned.',
      action: 'Stop connecting from this device, and name the support contact of the vendor.',
      permanence: 'permanent',
    }),
    ...close('4205', 'failed to initialize session', {
      meaning:
        'Initialize failed more than 3 times in a row while Blazeauth looked for the application of the API key.',
      action: 'Check the API key first and stop the retry loop. If the key is right, try again later.',
      permanence: 'unknown',
    }),
    ...close('4300', "packet does not contain mandatory 'type' and/or 'id' fields", {
      meaning: 'A frame of the client lacks `type` or `id`, or is no JSON object.',
      action:
        'Put a numeric `type` and `id` at the top level of every frame; frames of the older protocol keep the `id` inside a `payload`.',
      permanence: 'permanent',
    }),
    ...close('4301', 'invalid handler type specified', {
      meaning: 'The client sent a request `type` that Blazeauth does not know.',
      action: 'Correct the number, or update the client: types have changed between protocol generations.',
      permanence: 'permanent',
    }),
    ...close(
      '4302',
      'invalid request body',
      {
        meaning: 'The last request does not fit the schema of its operation.',
        action:
          'Compare names and types of its members with the page of this operation; one bad request ends the whole session.',
        permanence: 'permanent',
      },
      true,
    ),
    ...close('4304', 'received unsupported data', {
      meaning: 'The client sent a frame that is not text.',
      action: 'Send each request as a text frame of JSON, not as Blob, ArrayBuffer or other binary data.',
      permanence: 'permanent',
    }),
    ...close('4400', 'failed to resume session', {
      meaning: 'Blazeauth could not take up the earlier session again because of an error of its own.',
      action: 'Forget the old session and start a new one with Initialize and authorization.',
      permanence: 'temporary',
    }),

    {
      codes: ['429'],
      shapes: ['throttled'],
      name: 'Too Many Requests',
      meaning:
        'Blazeauth turned the request away unread because too many came from this client; a WebSocket did not even open.',
      action: 'Wait for as long as `Retry-After` says, then connect once. Space reconnects out with growing pauses.',
      permanence: 'temporary',
      basis: 'documented',
      source: RATE_LIMITING,
    },
    {
      codes: ['api_key_invalid'],
      shapes: ['management'],
      name: 'api_key_invalid',
      meaning: 'The Management API key is missing, malformed or unknown.',
      action:
        'Send the whole key as `Authorization: Bearer blz_mgmt_…`. The WebSocket key of an application is a different one.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MANAGEMENT,
    },
    {
      codes: ['api_key_expired'],
      shapes: ['management'],
      name: 'api_key_expired',
      meaning: 'The Management API key was valid and is past its end date.',
      action: 'Create a new key in the dashboard and replace the old one where it is configured.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MANAGEMENT,
    },
    {
      codes: ['api_key_revoked'],
      shapes: ['management'],
      name: 'api_key_revoked',
      meaning: 'Somebody withdrew this Management API key.',
      action: 'Ask the account owner why before making a new key: it may have leaked.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MANAGEMENT,
    },
    {
      codes: ['insufficient_scope'],
      shapes: ['management'],
      name: 'insufficient_scope',
      meaning: 'The Management API key is good, but lacks the scope that this route requires.',
      action:
        'Find the required scope on the page of the route, and add it to the key in the dashboard; a key cannot change itself.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MANAGEMENT,
    },
    {
      codes: ['application_forbidden'],
      shapes: ['management'],
      name: 'application_forbidden',
      meaning: 'The Management API key is restricted to certain applications, and this one is not among them.',
      action: 'Check `applicationId`, then allow the application for the key or use a key with access to all.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MANAGEMENT,
    },
    {
      codes: ['session_required'],
      shapes: ['management'],
      name: 'session_required',
      meaning: 'The route works only with a dashboard login; no Management API key may call it.',
      action:
        'Do this in the dashboard. Managing keys, billing, password and two-factor settings is closed to keys on purpose.',
      permanence: 'permanent',
      basis: 'inferred',
      source: MANAGEMENT,
    },
  ],
};
