import type { FamilyDocument } from '../schema.ts';

const EXAMPLES = 'https://jsonapi.org/examples/';

/** JSON:API error documents. */
export const jsonApi: FamilyDocument = {
  id: 'json-api',
  title: 'JSON:API',
  source: 'https://jsonapi.org/format/',
  shapes: [
    {
      id: 'media-type',
      channels: ['http'],
      says: 'media type application/vnd.api+json and body {"errors": list}',
      when: { status: [[400, 599]], mime: ['application/vnd.api+json'] },
      body: { decode: 'json', members: { errors: 'list', 'errors.0': 'object' } },
      read: {
        code: ['errors.0.code', 'errors.0.status', '$status'],
        text: ['errors.0.detail', 'errors.0.title'],
      },
      standard: true,
      unlisted: { as: 'http', name: '{text}' },
    },
    {
      id: 'error-object',
      channels: ['http'],
      says: 'body {"errors": [{"status": text, "source": object}]}',
      when: { status: [[400, 599]] },
      hints: { members: { 'errors.0.title': 'text' } },
      body: {
        decode: 'json',
        members: { 'errors.0.status': 'text', 'errors.0.source': 'object' },
        absent: ['errors.0.message'],
      },
      read: {
        code: ['errors.0.code', 'errors.0.status'],
        text: ['errors.0.detail', 'errors.0.title'],
      },
      unlisted: { as: 'http', name: '{text}' },
    },
  ],
  entries: [
    {
      codes: ['400'],
      name: 'Bad Request',
      meaning:
        'The server does not support something the address asks for, such as an `include` path, a `sort` field, a page or an unknown query parameter.',
      action:
        'Read `source.parameter` and `detail`, then drop or correct that query parameter. The same request will fail again.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://jsonapi.org/format/#fetching-includes',
    },
    {
      codes: ['403'],
      name: 'Forbidden',
      meaning:
        'The server understood the document and refuses the operation: creating or replacing this is not allowed, or client-made ids are not accepted.',
      action:
        'Leave out a client-generated `id`, check the rights of the signed-in account, and use an operation the API offers.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://jsonapi.org/format/#crud-creating-responses-403',
    },
    {
      codes: ['404'],
      name: 'Not Found',
      meaning: 'The addressed resource, or one that the document links to as a relationship, does not exist.',
      action: 'Check the id in the address and every `type`/`id` pair under `relationships`.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['406'],
      name: 'Not Acceptable',
      meaning:
        'Every JSON:API media type in the Accept header carries parameters or extensions that the server does not know.',
      action:
        'Send `Accept: application/vnd.api+json` without parameters, or only with an `ext`/`profile` the server lists.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://jsonapi.org/format/#content-negotiation-servers',
    },
    {
      codes: ['409'],
      name: 'Conflict',
      meaning:
        'The document clashes with what the server has: an id that is taken, a `type` that does not belong to this endpoint, or a unique value in use.',
      action:
        'Compare `type` and `id` in the body with the address, fetch the current resource, and send the change again with values that are free.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['415'],
      name: 'Unsupported Media Type',
      meaning:
        'The Content-Type of the request has media type parameters, or names an extension, that the server does not support.',
      action: 'Send `Content-Type: application/vnd.api+json` with no charset or other parameter.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://jsonapi.org/format/#content-negotiation-servers',
    },
    {
      codes: ['422'],
      name: 'Unprocessable Content',
      meaning:
        'The document is well formed, and a value in it breaks a rule of the server. `source.pointer` shows which one.',
      action:
        'Correct the attribute that `source.pointer` names. Look at the other items of `errors` too: each is one violated rule.',
      permanence: 'permanent',
      basis: 'inferred',
      source: EXAMPLES,
    },
  ],
};
