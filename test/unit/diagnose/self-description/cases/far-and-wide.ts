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
