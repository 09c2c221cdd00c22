/** Refusals beside whose error something stands that is neither its code, nor its field, nor its words. Values are made up. */
import type { ReplyCase } from './case.ts';

export const BYSTANDERS: readonly ReplyCase[] = [
  {
    title: 'the kind of a thing beside its id',
    status: 400,
    body: { id: 'a1', type: 'browser', expires_at: '2026-01-01T00:00:00Z' },
    code: undefined,
    permanence: 'permanent',
    said: null,
  },
  {
    title: 'an id of the error and its kind, with a message',
    status: 400,
    body: { id: 'a1', type: 'freezing', message: 'The pond is freezing over' },
    code: 'freezing',
    said: 'The pond is freezing over',
  },
  {
    title: 'the form of its list',
    status: 400,
    body: { messages: { type: 'array', value: [{ message: 'Unable to feed the duck', class: 'ERROR' }] } },
    code: undefined,
    said: 'Unable to feed the duck',
  },
];
