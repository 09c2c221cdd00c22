/** Headers that tie a failure to the server's own log, in the order of preference. */
export const REQUEST_ID_HEADERS = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'correlation-id',
  'x-trace-id',
  'trace-id',
  'traceparent',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-amzn-trace-id',
  'x-cloud-trace-context',
  'x-github-request-id',
  'x-ms-request-id',
  'x-response-id',
  'cf-ray',
  'x-varnish',
] as const;
