/** The kinds of evidence a reading can rest on. Two different kinds are independent of each other. */
export const EVIDENCE_KINDS = [
  'host',
  'path',
  'topic',
  'status',
  'media-type',
  'request',
  'header',
  'subprotocol',
  'envelope',
  'standard',
  'text',
  'context',
  'operation',
  'code',
] as const;
