import type { FamilyDocument } from '../schema.ts';

/** FastAPI's replies. `{"detail": text}` is also the form of Django REST framework: the body cannot tell the two apart. */
export const fastapi: FamilyDocument = {
  id: 'fastapi',
  title: 'FastAPI',
  source: 'https://fastapi.tiangolo.com/tutorial/handling-errors/',
  shapes: [
    {
      id: 'validation',
      channels: ['http'],
      says: 'body {"detail": [{"loc": list, "msg": text, "type": text}]} of FastAPI',
      when: { status: [[422, 422]] },
      hints: { members: { 'detail.0.type': 'text' } },
      body: { decode: 'json', members: { 'detail.0.loc': 'list', 'detail.0.msg': 'text' } },
      read: { code: '$status', text: 'detail.0.msg' },
    },
    {
      id: 'detail-text',
      channels: ['http'],
      says: 'body {"detail": text}, the form of FastAPI and of Django REST framework',
      when: { status: [[400, 599]] },
      body: { decode: 'json', members: { detail: 'text' }, only: ['detail', 'code', 'messages'] },
      read: { code: '$status', text: 'detail' },
      unlisted: { as: 'http', name: '{text}' },
    },
  ],
  entries: [
    {
      codes: ['422'],
      name: 'Validation error',
      shapes: ['validation'],
      meaning:
        'FastAPI checked the request against its model and found a value missing or of the wrong kind. Each item of `detail` is one such place.',
      action:
        'Follow `loc` to the place (`body`, `query`, `path` or `header`, then the field), and correct it as `msg` says.',
      permanence: 'permanent',
      basis: 'inferred',
    },
  ],
};
