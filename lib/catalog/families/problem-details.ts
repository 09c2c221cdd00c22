import type { FamilyDocument } from '../schema.ts';

const RATE_LIMIT_DRAFT = 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/';

/** Problem Details for HTTP APIs (RFC 9457, formerly RFC 7807). */
export const problemDetails: FamilyDocument = {
  id: 'problem-details',
  title: 'Problem Details (RFC 9457)',
  chip: 'Problem Details',
  source: 'https://www.rfc-editor.org/rfc/rfc9457',
  shapes: [
    {
      id: 'rate-limit-type',
      channels: ['http'],
      says: 'body {"type": a rate-limit problem type of the IANA registry}',
      when: { status: [[400, 599]] },
      hints: { mime: ['application/problem+json'] },
      body: {
        decode: 'json',
        members: {
          type: {
            oneOf: [
              'https://iana.org/assignments/http-problem-types#quota-exceeded',
              'https://iana.org/assignments/http-problem-types#temporary-reduced-capacity',
              'https://iana.org/assignments/http-problem-types#abnormal-usage-detected',
            ],
          },
        },
      },
      read: { code: 'type', codeAfter: '#', text: ['detail', 'title'] },
      standard: true,
    },
    {
      id: 'media-type',
      channels: ['http'],
      says: 'media type application/problem+json',
      when: { status: [[400, 599]], mime: ['application/problem+json'] },
      // No member is required, and one of a wrong type is to be ignored (RFC 9457 section 3.1).
      body: { decode: 'json', members: {} },
      read: { code: '$status', text: ['title', 'detail'] },
      standard: true,
      unlisted: { as: 'http', name: '{text}' },
    },
    {
      id: 'title-and-detail',
      channels: ['http'],
      says: 'body {"title": text, "detail": text, "status": the HTTP status}',
      when: { status: [[400, 599]] },
      hints: { members: { type: 'text' } },
      body: { decode: 'json', members: { title: 'text', detail: 'text', status: { equals: '$status' } } },
      read: { code: '$status', text: 'title' },
      unlisted: { as: 'http', name: '{text}' },
    },
    {
      id: 'type-and-title',
      channels: ['http'],
      says: 'body {"type": text, "title": text, "status": the HTTP status}',
      when: { status: [[400, 599]] },
      hints: { members: { title: 'text' } },
      body: {
        decode: 'json',
        members: { type: 'text', title: 'text', status: { equals: '$status' } },
        absent: ['detail'],
      },
      read: { code: '$status', text: 'title' },
      unlisted: { as: 'http', name: '{text}' },
    },
    {
      id: 'type-and-detail',
      channels: ['http'],
      says: 'body {"type": text, "detail": text, "status": the HTTP status}',
      when: { status: [[400, 599]] },
      hints: { members: { instance: 'text' } },
      body: {
        decode: 'json',
        members: { type: 'text', detail: 'text', status: { equals: '$status' } },
        absent: ['title'],
      },
      read: { code: '$status', text: 'detail' },
      unlisted: { as: 'http', name: '{text}' },
    },
  ],
  entries: [
    {
      codes: ['quota-exceeded'],
      name: 'quota-exceeded',
      meaning: 'The client has used up a quota that the server counts against it. `violated-policies` names the quota.',
      action:
        'Stop until the quota refills: obey Retry-After or the reset in the RateLimit header, then send fewer requests than the policy allows.',
      permanence: 'temporary',
      basis: 'documented',
      source: RATE_LIMIT_DRAFT,
      shapes: ['rate-limit-type'],
    },
    {
      codes: ['temporary-reduced-capacity'],
      name: 'temporary-reduced-capacity',
      meaning:
        'The server can take less load than usual for now and turned this request away, although the client kept to its quota.',
      action: 'Wait as Retry-After says, or back off with growing pauses. Nothing in the request needs to change.',
      permanence: 'temporary',
      basis: 'documented',
      source: RATE_LIMIT_DRAFT,
      shapes: ['rate-limit-type'],
    },
    {
      codes: ['abnormal-usage-detected'],
      name: 'abnormal-usage-detected',
      meaning: 'The server took the pattern of requests for abuse or a fault of the client and refuses to serve it.',
      action:
        'Look for a loop, a retry storm or parallel tabs on the client before sending anything again. If the traffic is intended, ask the service what triggered the rule.',
      permanence: 'unknown',
      basis: 'inferred',
      source: RATE_LIMIT_DRAFT,
      shapes: ['rate-limit-type'],
    },
  ],
};
