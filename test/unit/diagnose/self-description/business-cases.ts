/** Replies whose errors lie below fields, in a head named after the operation, or in pairs of a result's code and words. Values are made up. */
import type { HealthyCase, ReplyCase } from './cases.ts';

export const BUSINESS_FAILING: readonly ReplyCase[] = [
  {
    title: 'fields that have names of messages',
    status: 400,
    body: { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } },
    code: undefined,
    permanence: 'permanent',
    said: 'You must specify a summary',
    param: 'summary',
  },
  {
    title: 'errors of fields below data',
    status: 400,
    body: {
      code: 400,
      message: 'Failed to create record.',
      data: { title: { code: 'validation_required', message: 'Missing required value.' } },
    },
    code: undefined,
    permanence: 'permanent',
    param: 'title',
  },
];

export const BUSINESS_INSIDE_SUCCESS: readonly ReplyCase[] = [
  {
    title: 'a head named after the operation, beside a signature',
    status: 200,
    body: {
      trade_query_response: {
        code: '40004',
        msg: 'Business Failed',
        sub_code: 'ACQ.TRADE_NOT_EXIST',
        sub_msg: 'trade not found',
      },
      sign: 'made-up',
    },
    code: '40004',
    permanence: 'permanent',
  },
  {
    title: 'the code and the words of a result',
    status: 200,
    body: { resultCode: 'F113', resultMsg: 'card limit exceeded' },
    code: 'F113',
    said: 'card limit exceeded',
  },
];

export const BUSINESS_LOOK_ALIKES: readonly HealthyCase[] = [
  {
    title: 'labels of a form that shows errors',
    body: { error: { code: 'Code', message: 'Something went wrong', title: 'Error' } },
  },
  { title: 'a result that went well', body: { resultCode: '0000', resultMsg: '정상' } },
  {
    title: 'a head that went well',
    body: { trade_query_response: { code: '10000', msg: 'Success' }, sign: 'made-up' },
  },
];
