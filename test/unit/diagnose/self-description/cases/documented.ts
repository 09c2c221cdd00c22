/** Shapes that services document, their sentences in other words, with what looks like each and is healthy. */
import type { HealthyCase, ReplyCase } from './case.ts';

const answered = { status: 200, method: 'POST' } as const;

export const DOCUMENTED: readonly ReplyCase[] = [
  {
    ...answered,
    title: 'too little for what was ordered',
    body: { retCode: 110007, retMsg: 'not enough in the pot for this order', result: {}, retExtInfo: {}, time: 1672 },
    code: '110007',
    permanence: 'permanent',
  },
  {
    status: 500,
    title: 'no room left for a while',
    body: { code: 'InternalError', message: 'Out of host capacity.' },
    code: 'InternalError',
    permanence: 'temporary',
  },
  {
    ...answered,
    title: 'a status of its own and a code in words',
    body: { status: 2, status_message: 'invalidAuthToken' },
    code: '2',
    said: 'invalidAuthToken',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a status of four digits in a text',
    body: { status: '5300', message: 'Invalid api key' },
    code: '5300',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a status of its own about a device',
    body: { statusCode: 161, body: {}, message: 'device offline' },
    code: '161',
    permanence: 'temporary',
  },
];

export const NOT_FAILED: readonly HealthyCase[] = [
  { title: 'a question with its number', body: { code: 4, message: 'Was the delivery late?', type: 'choice' } },
  { title: 'a question about what was wrong', body: { code: 12, message: 'Is it not enough?' } },
  { title: 'a thing that is not written to', body: { code: 42, description: 'Read only memory' } },
  { title: 'an order at its stage', method: 'POST', body: { status: 2, status_message: 'inPreparation' } },
  { title: 'a round number for a success', method: 'POST', body: { status: '1000', message: 'No errors are missing' } },
  { title: 'a thing that can only be read', body: { status: 'locked', message: 'The page is read only' } },
];
