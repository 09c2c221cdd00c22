/** What answers a change: an error beside what was asked for, errors of fields beside what was made, numbers between 100 and 399. */
import type { HealthyCase, ReplyCase } from './case.ts';

const answered = { status: 200, method: 'POST' } as const;
const xml = { ...answered, type: 'application/xml' } as const;

export const REFUSING_ANSWERS: readonly ReplyCase[] = [
  {
    ...answered,
    title: 'errors of fields beside what was to be changed',
    body: { nest: { id: 'n1', eggs: 3 }, errors: [{ field: 'coupon', message: 'Coupon has expired' }] },
    code: undefined,
    said: 'Coupon has expired',
    param: 'coupon',
  },
  {
    ...answered,
    title: 'a word, a text and where to go on',
    body: { result: 'failure', messages: 'The postcode is not valid.', refresh: 'false', reload: 'false' },
    code: undefined,
    said: 'The postcode is not valid.',
  },
  {
    ...answered,
    title: 'one failed query of several by name',
    body: { results: { q1: { status: 'error', error: 'unknown column pond' }, q2: { status: 'ok' } } },
    code: undefined,
    said: 'unknown column pond',
  },
  {
    ...answered,
    title: 'a query that is an error',
    body: { queries: [{ error: { type: 'SYNTAX', message: 'Unexpected duck' } }] },
    code: 'SYNTAX',
  },
  {
    ...answered,
    title: 'a recipient who was turned down, with the reason',
    body: [{ email: 'a@pond.example', status: 'rejected', reject_reason: 'hard-bounce', _id: '1' }],
    code: 'hard-bounce',
  },
  {
    ...answered,
    title: 'capitals around the errors of a message',
    body: {
      Messages: [{ Status: 'error', Errors: [{ ErrorCode: 'mj-0013', ErrorMessage: 'That is an invalid duck.' }] }],
    },
    code: 'mj-0013',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a status in words beside its number',
    body: { method: 'report', clientToken: 'c', timestamp: 1, code: 413, status: 'payload too large' },
    code: '413',
    said: 'payload too large',
  },
  {
    ...answered,
    title: 'an error and what was asked for',
    body: { error: 'Duck is missing', command: 'open' },
    code: undefined,
    said: 'Duck is missing',
  },
  {
    ...answered,
    title: 'a code beside an error in plain words',
    body: { errcode: 'D_DENIED', error: 'The duck is not allowed to swim', soft_logout: true },
    code: 'D_DENIED',
    said: 'The duck is not allowed to swim',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a longer message beside the words for a status',
    body: { statusCode: 404, error: 'Not Found', message: 'The duck does not exist', errorCode: 'no_duck' },
    code: 'no_duck',
    said: 'The duck does not exist',
    permanence: 'permanent',
  },
  {
    ...answered,
    title: 'a number from 100 to 399',
    body: { code: 117, message: 'Contract not found' },
    code: '117',
    permanence: 'permanent',
  },
  {
    ...xml,
    title: 'such a number in an envelope of SOAP',
    body: '<s:Envelope xmlns:s="x"><s:Body><PayResponse><PayResult><Code>117</Code><Description>Contract not found</Description></PayResult></PayResponse></s:Body></s:Envelope>',
    code: '117',
    said: 'Contract not found',
  },
  {
    ...xml,
    title: 'a report on a rejected payment (ISO 20022)',
    body: '<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M1</MsgId></GrpHdr><OrgnlGrpInfAndSts><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn><AddtlInf>Insufficient funds on account</AddtlInf></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>',
    code: 'AM04',
    said: 'Insufficient funds',
    permanence: 'permanent',
  },
  {
    status: 200,
    type: 'application/xml',
    title: 'a reason for the inside',
    body: '<feed><error><code>INVALID_KEY</code><internalReason>Key revoked</internalReason></error></feed>',
    code: 'INVALID_KEY',
    said: 'Key revoked',
  },
  {
    status: 500,
    title: 'a message for humans',
    body: { errors: [{ code: 'NEST_LOCKED', humanMessage: 'Dr Duck is at it' }] },
    code: 'NEST_LOCKED',
    said: 'Dr Duck is at it',
  },
];

export const GOOD_ANSWERS: readonly HealthyCase[] = [
  {
    title: 'a judgement of fields',
    method: 'POST',
    body: { isValid: false, errors: [{ field: 'vat', message: 'unknown number' }] },
  },
  { title: 'a found one by its number', method: 'POST', body: { code: 302, message: 'Found' } },
  { title: 'a code of HTTP for good', method: 'POST', body: { code: 201, message: 'Created' } },
  {
    title: 'a report on a payment that was accepted',
    method: 'POST',
    type: 'application/xml',
    body: '<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>',
  },
  {
    title: 'a report that was only read',
    type: 'application/xml',
    body: '<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>',
  },
  { title: 'queries that went well', method: 'POST', body: { results: { q1: { status: 'ok', error: null } } } },
];
