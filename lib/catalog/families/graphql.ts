import type { FamilyDocument, MemberTest, Shape } from '../schema.ts';

type Members = Record<string, MemberTest>;

const APOLLO = 'https://www.apollographql.com/docs/apollo-server/data/errors';
const OVER_HTTP = 'https://graphql.github.io/graphql-over-http/draft/';
const APOLLO_3 = 'https://www.apollographql.com/docs/apollo-server/v3/data/errors';
const SPRING =
  'https://docs.spring.io/spring-graphql/docs/1.2.0-M1/api/org/springframework/graphql/execution/package-summary.html';
const GRAPHQL_JAVA =
  'https://javadoc.io/static/com.graphql-java/graphql-java/26.0.beta-1/graphql/ErrorClassification.html';
const TRANSPORT_WS = 'https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md';
const LEGACY_WS = 'https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md';

/** Where implementations put a code: Apollo and most others, graphql-java, AppSync, GitHub. */
const CODE = [
  'errors.0.extensions.code',
  'errors.0.extensions.classification',
  'errors.0.errorType',
  'errors.0.type',
  '$status',
];

const PATHS = ['/graphql', '/api/graphql', '/v1/graphql', '/query', '/gql'];

const UNLISTED: NonNullable<Shape['unlisted']> = {
  name: '{code}',
  meaning:
    'The server answered the GraphQL operation with an error. Its code is one of this API, not of GraphQL itself.',
  action:
    'Read `message` and `path` of the first error, look the code up in the documentation of the API, and treat `data` as incomplete.',
  permanence: 'unknown',
  basis: 'inferred',
};

/**
 * What must stand beside a message for it to be a GraphQL error and not just any list of errors.
 * `extensions` alone stays weak: Directus answers its REST calls in the same form.
 */
const BESIDE: readonly { id: string; members: Members; mark: Members; says: string }[] = [
  { id: 'data', members: { data: 'any' }, mark: { 'errors.0.path': 'array' }, says: '"data"' },
  {
    id: 'locations',
    members: { 'errors.0.locations': 'array' },
    mark: { 'errors.0.locations.0.line': 'integer' },
    says: '"locations"',
  },
  {
    id: 'extensions',
    members: { 'errors.0.extensions': 'object' },
    mark: { 'errors.0.path': 'array' },
    says: '"extensions"',
  },
];

const plainJson: Shape[] = BESIDE.flatMap(({ id, members, mark, says }): Shape[] => [
  {
    id: `success-${id}`,
    channels: ['http'],
    says: `HTTP success with body {"errors": [{"message": text}]} and ${says}`,
    when: { status: [[200, 299]] },
    hints: { paths: PATHS, members: mark },
    body: { decode: 'json', members: { 'errors.0.message': 'text', ...members }, marker: '"errors"' },
    read: { code: CODE, text: 'errors.0.message' },
    unlisted: UNLISTED,
  },
  {
    id: `failure-${id}`,
    channels: ['http'],
    says: `body {"errors": [{"message": text}]} and ${says}`,
    when: { status: [[400, 599]] },
    hints: { paths: PATHS, members: mark },
    body: { decode: 'json', members: { 'errors.0.message': 'text', ...members } },
    read: { code: CODE, text: 'errors.0.message' },
    unlisted: { as: 'http', name: 'GraphQL error {code}' },
  },
]);

/** GraphQL over HTTP and over WebSocket (graphql-transport-ws and its predecessor graphql-ws). */
export const graphql: FamilyDocument = {
  id: 'graphql',
  title: 'GraphQL',
  source: 'https://spec.graphql.org/October2021/#sec-Errors',
  shapes: [
    {
      id: 'response-type-success',
      channels: ['http'],
      says: 'media type application/graphql-response+json and body {"errors": list}',
      when: { status: [[200, 299]], mime: ['application/graphql-response+json'] },
      hints: { paths: PATHS },
      body: { decode: 'json', members: { 'errors.0.message': 'text' }, marker: '"errors"' },
      read: { code: CODE, text: 'errors.0.message' },
      standard: true,
      unlisted: UNLISTED,
    },
    {
      id: 'response-type-failure',
      channels: ['http'],
      says: 'media type application/graphql-response+json and body {"errors": list}',
      when: { status: [[400, 599]], mime: ['application/graphql-response+json'] },
      hints: { paths: PATHS },
      body: { decode: 'json', members: { 'errors.0.message': 'text' } },
      read: { code: CODE, text: 'errors.0.message' },
      standard: true,
      unlisted: { as: 'http', name: 'GraphQL error {code}' },
    },
    ...plainJson,
    {
      id: 'ws-error',
      channels: ['websocket'],
      says: 'message {"id", "type": "error", "payload": list}',
      when: { subprotocols: ['graphql-transport-ws'] },
      body: {
        decode: 'json',
        members: { type: { is: 'error' }, id: 'text', 'payload.0.message': 'text' },
        marker: '"error"',
      },
      read: {
        code: ['payload.0.extensions.code', 'payload.0.extensions.classification', 'type'],
        text: 'payload.0.message',
      },
      standard: true,
      unlisted: UNLISTED,
    },
    {
      id: 'ws-next',
      channels: ['websocket'],
      says: 'message {"id", "type": "next", "payload": {"errors": list}}',
      when: { subprotocols: ['graphql-transport-ws'] },
      body: {
        decode: 'json',
        members: { type: { is: 'next' }, 'payload.errors.0.message': 'text' },
        marker: '"errors"',
      },
      read: {
        code: ['payload.errors.0.extensions.code', 'payload.errors.0.extensions.classification', 'type'],
        text: 'payload.errors.0.message',
      },
      standard: true,
      unlisted: UNLISTED,
    },
    {
      id: 'legacy-ws',
      channels: ['websocket'],
      says: 'message {"type": "error" or "connection_error", "payload": {"message": text}}',
      when: { subprotocols: ['graphql-ws'] },
      body: {
        decode: 'json',
        members: { type: { oneOf: ['error', 'connection_error'] }, 'payload.message': 'text' },
        marker: 'error"',
      },
      read: { code: ['payload.extensions.code', 'type'], text: 'payload.message' },
      standard: true,
      unlisted: UNLISTED,
    },
    {
      id: 'legacy-ws-data',
      channels: ['websocket'],
      says: 'message {"id", "type": "data", "payload": {"errors": list}}',
      when: { subprotocols: ['graphql-ws'] },
      body: {
        decode: 'json',
        members: { type: { is: 'data' }, 'payload.errors.0.message': 'text' },
        marker: '"errors"',
      },
      read: { code: ['payload.errors.0.extensions.code', 'type'], text: 'payload.errors.0.message' },
      standard: true,
      unlisted: UNLISTED,
    },
    {
      id: 'ws-close',
      channels: ['close'],
      says: 'close code of the graphql-transport-ws protocol',
      when: {
        subprotocols: ['graphql-transport-ws'],
        close: [
          [4004, 4005],
          [4400, 4504],
        ],
      },
      read: { code: '$close', text: '$reason' },
      standard: true,
    },
  ],
  entries: [
    {
      codes: ['200', '294'],
      name: 'GraphQL errors without a code',
      meaning:
        'The HTTP exchange succeeded, but `errors` is not empty: the operation failed, or some fields of `data` are missing.',
      action:
        'Look at `errors[0].message` and `path` to see which field failed, and do not use the null fields of `data` as real values.',
      permanence: 'unknown',
      basis: 'inferred',
      source: OVER_HTTP,
    },
    {
      codes: ['GRAPHQL_PARSE_FAILED', 'InvalidSyntax'],
      name: 'GRAPHQL_PARSE_FAILED',
      meaning: 'The query text is not valid GraphQL, so nothing was run.',
      action:
        'Go to the line and column in `locations` and fix the syntax: a missing brace, a stray comma or a query put together from strings.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
      distinctive: true,
    },
    {
      codes: ['GRAPHQL_VALIDATION_FAILED', 'ValidationError'],
      name: 'GRAPHQL_VALIDATION_FAILED',
      meaning:
        'The query parses but does not fit the schema: an unknown field, a wrong argument or a type that does not match.',
      action:
        'Compare the named field with the current schema. After a schema change, regenerate the client code and redeploy it.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
      distinctive: true,
    },
    {
      codes: ['BAD_USER_INPUT'],
      name: 'BAD_USER_INPUT',
      meaning: 'A field argument or variable has a value that the server does not accept.',
      action:
        'Check the `variables` of this operation against the argument types, null values and enum spellings first.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
    },
    {
      codes: ['PERSISTED_QUERY_NOT_FOUND'],
      name: 'PERSISTED_QUERY_NOT_FOUND',
      meaning:
        'The client sent only the hash of a query and this server does not have its text yet. With automatic persisted queries this is a normal first step.',
      action:
        'Send the operation again with the full query text beside the hash; client libraries do that by themselves. Many of these point to a cold or too small query cache.',
      permanence: 'temporary',
      basis: 'documented',
      source: APOLLO,
      distinctive: true,
    },
    {
      codes: ['PERSISTED_QUERY_NOT_SUPPORTED'],
      name: 'PERSISTED_QUERY_NOT_SUPPORTED',
      meaning: 'The client sent the hash of a query, and persisted queries are switched off on this server.',
      action: 'Turn automatic persisted queries off in the client, or on in the server.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
      distinctive: true,
    },
    {
      codes: ['OPERATION_RESOLUTION_FAILURE'],
      name: 'OPERATION_RESOLUTION_FAILURE',
      meaning:
        'The document holds several operations, or none with the given name, so the server cannot tell which one to run.',
      action: 'Send an `operationName` that exactly matches one operation in the document.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
      distinctive: true,
    },
    {
      codes: ['BAD_REQUEST'],
      name: 'BAD_REQUEST',
      meaning:
        'The request was rejected before or while reading it as GraphQL: the body, its content type or its input is not usable.',
      action:
        'Check that the request is a POST with `Content-Type: application/json` and a `query` string, then look at the message for the field it complains about.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
    },
    {
      codes: ['INTROSPECTION_DISABLED'],
      name: 'INTROSPECTION_DISABLED',
      meaning: 'The query asks for `__schema` or `__type`, and the server has introspection turned off.',
      action: 'Take the schema from a file or a registry, or use an environment where introspection is allowed.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
      distinctive: true,
    },
    {
      codes: ['MAX_RECURSIVE_SELECTIONS_EXCEEDED'],
      name: 'MAX_RECURSIVE_SELECTIONS_EXCEEDED',
      meaning: 'Nested fragments make the query select more fields than the server is willing to expand.',
      action: 'Flatten the fragments or split the operation; raise the limit on the server only for trusted clients.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO,
      distinctive: true,
    },
    {
      codes: ['INTERNAL_SERVER_ERROR', 'INTERNAL_ERROR'],
      name: 'INTERNAL_SERVER_ERROR',
      meaning:
        'A resolver threw an error that the server did not classify. It also stands here when the code of an error was never set.',
      action:
        'Find the failing field in `path` and the server log of that moment. Retry a query once; repeat a mutation only when it is safe to run twice.',
      permanence: 'unknown',
      basis: 'inferred',
      source: APOLLO,
    },
    {
      codes: ['UNAUTHENTICATED', 'UNAUTHORIZED'],
      name: 'UNAUTHENTICATED',
      meaning: 'The server does not know who is asking: the token or session is missing, expired or not valid.',
      action:
        'Sign in again or refresh the token, then repeat the operation. Check that the Authorization header or cookie is really sent.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO_3,
    },
    {
      codes: ['FORBIDDEN'],
      name: 'FORBIDDEN',
      meaning: 'The caller is known but may not read or change the field in `path`.',
      action:
        'Ask for the missing role or scope, or leave the field out of the query. Signing in again with the same account does not help.',
      permanence: 'permanent',
      basis: 'inferred',
      source: APOLLO_3,
    },
    {
      codes: ['NOT_FOUND'],
      name: 'NOT_FOUND',
      meaning:
        'A resolver found no object for the given id or arguments; GitHub also uses it for objects the token may not see.',
      action: 'Check the id in `variables`, and whether the token may see that object at all.',
      permanence: 'permanent',
      basis: 'inferred',
      source: SPRING,
    },
    {
      codes: ['DataFetchingException'],
      name: 'DataFetchingException',
      meaning: 'A data fetcher of a graphql-java server threw while it was getting the value for the field in `path`.',
      action:
        'Look for the exception in the server log under that field. The other fields of the answer can still be used.',
      permanence: 'unknown',
      basis: 'inferred',
      source: GRAPHQL_JAVA,
      distinctive: true,
    },
    {
      codes: ['NullValueInNonNullableField'],
      name: 'NullValueInNonNullableField',
      meaning:
        'A resolver delivered null for a field that the schema declares as non-null, so the parent object became null too.',
      action: 'Repair the resolver or the data behind the field, or make the field nullable in the schema.',
      permanence: 'permanent',
      basis: 'inferred',
      source: GRAPHQL_JAVA,
      distinctive: true,
    },
    {
      codes: ['ExecutionAborted'],
      name: 'ExecutionAborted',
      meaning:
        'The server stopped the execution before it was complete, for example because of a complexity or depth limit.',
      action: 'Make the query smaller: fewer nested lists, smaller pages, fewer aliases.',
      permanence: 'permanent',
      basis: 'inferred',
      source: GRAPHQL_JAVA,
    },
    {
      codes: ['THROTTLED', 'RATE_LIMITED', 'RATE_LIMIT_EXCEEDED'],
      name: 'Rate limited',
      meaning: 'The caller spent its allowance of requests or query cost, and the server refused this operation.',
      action:
        'Wait until the allowance refills (`extensions.cost.throttleStatus` or the rate-limit headers tell), then ask for fewer fields or smaller pages.',
      permanence: 'temporary',
      basis: 'inferred',
      source: 'https://shopify.dev/docs/api/usage/limits',
    },
    {
      codes: ['DOWNSTREAM_SERVICE_ERROR', 'SUBREQUEST_HTTP_ERROR'],
      name: 'Subgraph request failed',
      meaning:
        'The gateway is up, but a service behind it did not answer as it should, so its part of the data is missing.',
      action:
        'Find the service in `extensions.service` or the gateway log and check that one. Retry a read after a short pause.',
      permanence: 'unknown',
      basis: 'inferred',
      source: 'https://www.apollographql.com/docs/graphos/routing/errors',
      distinctive: true,
    },
    {
      codes: ['next', 'data'],
      name: 'Partial result over WebSocket',
      meaning:
        'A result of a subscription carries errors without a code: some of its fields could not be resolved. The subscription goes on.',
      action: 'Read `payload.errors[0].path` to see which field failed and keep the socket open for the next result.',
      permanence: 'unknown',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-next', 'legacy-ws-data'],
    },
    {
      codes: ['error'],
      name: 'Operation error',
      meaning:
        'The server refused the operation with this id, usually because the query is not valid. It sends nothing more for that id.',
      action: 'Correct the query or its variables and subscribe again under a new id; the socket itself stays usable.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-error', 'legacy-ws'],
    },
    {
      codes: ['connection_error'],
      name: 'connection_error',
      meaning:
        'The server rejected the connection_init message of the old graphql-ws protocol, most often because of its credentials.',
      action: 'Check the token in the connection parameters and reconnect with a fresh one.',
      permanence: 'permanent',
      basis: 'inferred',
      source: LEGACY_WS,
      shapes: ['legacy-ws'],
    },
    {
      codes: ['4004'],
      name: 'BadResponse',
      meaning: 'The client closed the socket: a message of the server was not a valid graphql-transport-ws message.',
      action:
        'Log the last incoming frame and compare it with the protocol. A proxy or a server of the older protocol is a frequent cause.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4005'],
      name: 'InternalClientError',
      meaning: 'The client closed the socket after an error of its own, for instance a handler in the page that threw.',
      action: 'Look for the exception in the console of the page; the server is not at fault.',
      permanence: 'unknown',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4400'],
      name: 'BadRequest',
      meaning:
        'The server got a message that it could not read as part of the protocol and ended the connection. The close reason says more.',
      action:
        'Check the last outgoing frame: its `type`, a string `id`, and that client and server speak the same subprotocol.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4401'],
      name: 'Unauthorized',
      meaning:
        'The client subscribed before the server had acknowledged the connection. Some servers also use it for missing credentials.',
      action:
        'Wait for `connection_ack` before the first `subscribe`. If the acknowledgement never came, check the token in `connection_init`.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4403'],
      name: 'Forbidden',
      meaning: 'The server read the `connection_init` payload and declined the connection.',
      action:
        'Connect again with credentials that are allowed to open subscriptions; the same payload will be declined again.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4406'],
      name: 'SubprotocolNotAcceptable',
      meaning: 'Client and server found no WebSocket subprotocol that both speak.',
      action:
        'Use a client for `graphql-transport-ws`, or turn that protocol on in the server; `graphql-ws` is the name of the older, incompatible one.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4408'],
      name: 'ConnectionInitialisationTimeout',
      meaning: 'The socket was open, but no `connection_init` message arrived within the time the server allows.',
      action: 'Send `connection_init` right after the open event. Look for a slow token fetch that holds it back.',
      permanence: 'temporary',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4409'],
      name: 'SubscriberAlreadyExists',
      meaning: 'The client used an operation id that is still active on this socket. The reason names the id.',
      action: 'Give every running operation an id of its own, and reuse one only after `complete`.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4429'],
      name: 'TooManyInitialisationRequests',
      meaning: 'The client sent `connection_init` more than once on the same socket.',
      action: 'Send it once for each connection. To renew credentials, open a new socket.',
      permanence: 'permanent',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4500'],
      name: 'InternalServerError',
      meaning: 'The server hit an error that it could not turn into an error message and dropped the socket.',
      action:
        'Reconnect with growing pauses and subscribe again. If it comes back at the same operation, look at the server log for that one.',
      permanence: 'unknown',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
    {
      codes: ['4504'],
      name: 'ConnectionAcknowledgementTimeout',
      meaning: 'The client gave up: the server did not answer `connection_init` with `connection_ack` in time.',
      action:
        'Reconnect after a pause. If it repeats, check what the server does before the acknowledgement, such as a slow check of the token.',
      permanence: 'temporary',
      basis: 'inferred',
      source: TRANSPORT_WS,
      shapes: ['ws-close'],
    },
  ],
};
