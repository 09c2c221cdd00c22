import type { FamilyDocument } from '../schema.ts';

const WEB = [
  'application/grpc-web',
  'application/grpc-web+proto',
  'application/grpc-web+json',
  'application/grpc-web+thrift',
  'application/grpc-web-text',
  'application/grpc-web-text+proto',
];
const NATIVE = ['application/grpc', 'application/grpc+proto', 'application/grpc+json'];

/** gRPC and gRPC-Web: a status code in a header or in the trailer frame of an HTTP success. */
export const grpc: FamilyDocument = {
  id: 'grpc',
  title: 'gRPC',
  source: 'https://grpc.io/docs/guides/status-codes/',
  shapes: [
    {
      id: 'trailer-frame',
      channels: ['http'],
      says: 'gRPC-Web trailer frame with grpc-status',
      when: { mime: WEB },
      body: { decode: 'grpc-web', members: { 'grpc-status': 'text' } },
      read: { code: 'grpc-status', text: 'grpc-message' },
      healthy: ['0'],
      standard: true,
      unlisted: {
        name: 'gRPC status {code}',
        meaning: 'The server ended the call with a status number that gRPC does not define.',
        action: 'Go by `grpc-message`, and check what the server or a proxy before it wrote into the trailer.',
        permanence: 'unknown',
        basis: 'inferred',
      },
    },
    {
      id: 'status-header',
      channels: ['http'],
      says: 'header grpc-status beside a gRPC media type',
      when: { mime: [...WEB, ...NATIVE], headers: { 'grpc-status': '{status}' } },
      read: { code: '$header:grpc-status', text: '$header:grpc-message' },
      healthy: ['0'],
      standard: true,
      unlisted: {
        name: 'gRPC status {code}',
        meaning:
          'The server refused the call with a status number that gRPC does not define, and sent no reply message.',
        action: 'Go by `grpc-message`, and check which server or proxy set the grpc-status header.',
        permanence: 'unknown',
        basis: 'inferred',
      },
    },
  ],
  entries: [
    {
      codes: ['1'],
      name: 'CANCELLED',
      meaning: 'The call ended because somebody cancelled it, as a rule the client.',
      action: 'Look for a cancelled stream, a closed tab or an aborted fetch before suspecting the server.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['2'],
      name: 'UNKNOWN',
      meaning: 'The handler failed without a proper gRPC status, for example with an exception that nothing caught.',
      action: 'Look for the exception in the server log; make the handler return a real status.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['3'],
      name: 'INVALID_ARGUMENT',
      meaning: 'A field of the request message is wrong in itself, independent of the state of the server.',
      action: 'Fix the field that `grpc-message` names; do not retry the same message.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['4'],
      name: 'DEADLINE_EXCEEDED',
      meaning:
        'The deadline of the call passed before the answer arrived. The server may have finished the work all the same.',
      action:
        'Check whether the operation took effect. Then raise the deadline, or find out what slows the method down.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['5'],
      name: 'NOT_FOUND',
      meaning: 'The entity that the request names does not exist for this caller.',
      action: 'Check the id in the request and the environment that the call went to.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['6'],
      name: 'ALREADY_EXISTS',
      meaning: 'The client asked to create an entity that is there already.',
      action:
        'Fetch the existing one, or create it under another key. After a retry, take it as success of the first attempt.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['7'],
      name: 'PERMISSION_DENIED',
      meaning: 'The server knows who calls and does not permit this method or entity.',
      action: 'Have the right granted to this identity. New credentials of the same identity change nothing.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['8'],
      name: 'RESOURCE_EXHAUSTED',
      meaning:
        'A limit was hit: a quota, memory or disk of the server, or the largest message size that one side accepts.',
      action:
        'Read `grpc-message`: for a quota, slow down and retry later; for a message that is too large, page the request or raise the limit.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['9'],
      name: 'FAILED_PRECONDITION',
      meaning: 'The operation is not possible in the present state of the system.',
      action: 'Change that state explicitly first, then call again; plain retries are of no use.',
      permanence: 'permanent',
      basis: 'documented',
    },
    {
      codes: ['10'],
      name: 'ABORTED',
      meaning:
        'The operation was given up because of a concurrent one, such as a lost transaction or a failed compare-and-set.',
      action: 'Repeat the whole sequence from its first read, not only the call that failed.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['11'],
      name: 'OUT_OF_RANGE',
      meaning: 'The request reached past the valid range, for instance beyond the last record.',
      action: 'End the iteration here, or ask for a position inside the range.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['12'],
      name: 'UNIMPLEMENTED',
      meaning: 'The server has no such service or method, or has it switched off.',
      action:
        'Compare package, service and method in the path with the deployed version, and check that the proxy routes to the right backend.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['13'],
      name: 'INTERNAL',
      meaning: 'An invariant broke: a bug in the server, or a reply that was damaged or malformed on the way.',
      action:
        'Check the server log, then the proxy that translates gRPC-Web: a wrong content type or compression shows up here as well.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['14'],
      name: 'UNAVAILABLE',
      meaning: 'The service takes no calls at the moment, most likely for a short time.',
      action: 'Retry with backoff. Take care with methods that must not run twice: the first call may have arrived.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: ['15'],
      name: 'DATA_LOSS',
      meaning: 'The server found data lost or corrupted and cannot recover it.',
      action: 'Stop writing and alert whoever runs the service.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['16'],
      name: 'UNAUTHENTICATED',
      meaning: 'The call has no credentials that the server accepts.',
      action:
        'Renew the token in the call metadata and retry once; check that the proxy passes the authorization header on.',
      permanence: 'permanent',
      basis: 'inferred',
    },
  ],
};
