/** Shapes of services and standards of many countries, with what looks like each and is healthy. */
import type { HealthyCase, ReplyCase } from './case.ts';

const answered = { status: 200, method: 'POST' } as const;

export const FAR_AND_WIDE: readonly ReplyCase[] = [
  {
    ...answered,
    title: 'that an error occurred, in the past tense of Japanese',
    body: { code: 4711, msg: 'エラーが発生しました', data: null },
    code: '4711',
    permanence: 'unknown',
  },
  {
    status: 400,
    title: 'a list of errors with fields, of which the envelope only says that it is one',
    body: { type: 'error.list', errors: [{ code: 'gone_fishing', field: 'pond', message: 'No' }] },
    code: 'gone_fishing',
    param: 'pond',
  },
  {
    status: 404,
    title: 'an error in words beside the kind of service',
    body: { errors: [{ error: 'duck-not-found', type: 'pond:service' }] },
    code: 'duck-not-found',
  },
  {
    ...answered,
    title: 'a number between 100 and 399 beside the text of an error',
    body: { status: '101', error_text: 'No answer found' },
    code: '101',
  },
];

export const WELL_EVERYWHERE: readonly HealthyCase[] = [
  {
    title: 'a search that ended well and found nothing, in Japanese',
    body: { POND_LIST: { RESULT: { STATUS: 1, ERROR_MSG: '正常に終了しましたが、該当データはありませんでした。' } } },
  },
  {
    title: 'a good end without errors, in Japanese',
    method: 'POST',
    body: { code: 200, msg: 'エラーなしで完了しました' },
  },
  { title: 'that all is saved, in Arabic', method: 'POST', body: { code: 7, msg: 'تم الحفظ بنجاح', data: null } },
  { title: 'labels in Arabic', body: { error: 'خطأ', login: { wrong: 'كلمة المرور غير صحيحة', ok: 'تم' } } },
  {
    title: 'the faults of a motor as the result of a SOAP call that asks for them',
    method: 'POST',
    type: 'text/xml',
    body: '<s:Envelope xmlns:s="x"><s:Body><GetFaultsResponse><Fault><Code>7</Code><Description>Motor stalled</Description></Fault></GetFaultsResponse></s:Body></s:Envelope>',
  },
];
