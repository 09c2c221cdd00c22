import type { FamilyDocument } from '../schema.ts';

const AIP_193 = 'https://google.aip.dev/193';
const AIP_194 = 'https://google.aip.dev/194';

/** The names of google.rpc.Code that stand for an error. */
const NAMES = [
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
];

/** The error model of Google APIs (AIP-193). */
export const googleRpc: FamilyDocument = {
  id: 'google-rpc',
  title: 'Google API error',
  chip: 'Google API',
  source: AIP_193,
  shapes: [
    {
      id: 'error-object',
      channels: ['http'],
      says: 'body {"error": {"status": a google.rpc.Code name, "message": text}}',
      when: { status: [[400, 599]] },
      hints: { members: { 'error.code': { equals: '$status' } } },
      body: {
        decode: 'json',
        members: { 'error.status': { oneOf: NAMES }, 'error.message': 'string', 'error.code': 'integer?' },
      },
      read: { code: 'error.status', text: 'error.message', retryAfter: 'error.details.*.retryDelay' },
    },
    {
      id: 'stream-item',
      channels: ['http'],
      says: 'array with an item {"error": {"status": a google.rpc.Code name, "message": text}}',
      hints: { members: { '*.error.code': { from: 400, to: 599 } } },
      body: {
        decode: 'json',
        members: { '*.error.status': { oneOf: NAMES }, '*.error.message': 'string', '*.error.code': 'integer' },
        marker: '"error"',
      },
      read: { code: '*.error.status', text: '*.error.message', retryAfter: '*.error.details.*.retryDelay' },
    },
  ],
  entries: [
    {
      codes: ['CANCELLED'],
      name: 'CANCELLED',
      meaning: 'The call was cancelled, usually by the client that made it.',
      action:
        'Look for an abort or a navigation in the page. If nobody cancelled, ask the operator of the API who ended the call.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['UNKNOWN'],
      name: 'UNKNOWN',
      meaning: 'The API failed with an error that carries no usable class, often one passed up from another system.',
      action: 'Keep the message and the time and report them to the API. Repeat only calls that are safe to run twice.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['INVALID_ARGUMENT'],
      name: 'INVALID_ARGUMENT',
      meaning: 'A value in the request is wrong, whatever state the system is in.',
      action:
        'Correct the field that the message or the `BadRequest` item of `details` names. The same request will fail again.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['DEADLINE_EXCEEDED'],
      name: 'DEADLINE_EXCEEDED',
      meaning: 'The time allowed for the call ran out. A change may still have been made.',
      action: 'Check whether the change took effect, then retry with a longer deadline or a smaller request.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['NOT_FOUND'],
      name: 'NOT_FOUND',
      meaning: 'The resource does not exist, or the API hides from this caller that it does.',
      action: 'Check project, location and name in the resource path, and that the API is used with the right account.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['ALREADY_EXISTS'],
      name: 'ALREADY_EXISTS',
      meaning: 'The call tried to create something whose name is taken.',
      action:
        'Choose another id, or read and update the existing resource. After a retry, it may be the result of the first attempt.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['PERMISSION_DENIED'],
      name: 'PERMISSION_DENIED',
      meaning: 'The caller is known and has no right to do this. Disabled APIs and restricted API keys look the same.',
      action:
        'Look for `reason` in the `ErrorInfo` item of `details`: enable the API, grant the role, or widen the restriction of the key.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['UNAUTHENTICATED'],
      name: 'UNAUTHENTICATED',
      meaning: 'The request carries no valid credentials.',
      action:
        'Get a fresh access token or fix the API key, then repeat the call. Check the clock of the machine when tokens seem to expire at once.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['RESOURCE_EXHAUSTED'],
      name: 'RESOURCE_EXHAUSTED',
      meaning: 'A quota, a rate limit or the capacity of the service is used up.',
      action:
        'Wait for `retryDelay` of the `RetryInfo` item in `details` if it is there, else back off. If `QuotaFailure` names a daily quota, raise it or wait for its reset.',
      permanence: 'temporary',
      basis: 'inferred',
    },
    {
      codes: ['FAILED_PRECONDITION'],
      name: 'FAILED_PRECONDITION',
      meaning: 'The system is not in the state this call needs, for instance a folder that is not empty.',
      action: 'Bring the resource into the required state first. Until then every retry fails in the same way.',
      permanence: 'permanent',
      basis: 'documented',
      source: AIP_194,
    },
    {
      codes: ['ABORTED'],
      name: 'ABORTED',
      meaning: 'The call lost against another one that ran at the same time, such as a transaction or a stale etag.',
      action: 'Start the whole read-modify-write again from the read. Repeating only the last call does not help.',
      permanence: 'temporary',
      basis: 'documented',
      source: AIP_194,
    },
    {
      codes: ['OUT_OF_RANGE'],
      name: 'OUT_OF_RANGE',
      meaning: 'The call went beyond what exists, for example past the end of a file or list.',
      action: 'Stop there, or read the current size and ask within it.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['UNIMPLEMENTED'],
      name: 'UNIMPLEMENTED',
      meaning: 'This API does not offer the method, or not in this version or location.',
      action:
        'Check the method, the version in the path and the endpoint of the region against the reference of the API.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['INTERNAL'],
      name: 'INTERNAL',
      meaning: 'Something broke inside the service that the caller cannot influence.',
      action:
        'Look at the status page of the service and report the request id if it persists. Retry only what is safe to run twice.',
      permanence: 'unknown',
      basis: 'inferred',
      source: AIP_194,
    },
    {
      codes: ['UNAVAILABLE'],
      name: 'UNAVAILABLE',
      meaning: 'The service cannot be reached or takes no calls for the moment.',
      action: 'Retry with exponential backoff and jitter; this is the one code that clients may retry by themselves.',
      permanence: 'temporary',
      basis: 'documented',
      source: AIP_194,
    },
    {
      codes: ['DATA_LOSS'],
      name: 'DATA_LOSS',
      meaning: 'Data was lost or is damaged beyond repair by the service.',
      action: 'Do not overwrite anything. Report it to the operator of the API and restore from a copy.',
      permanence: 'permanent',
      basis: 'inferred',
    },
  ],
};
