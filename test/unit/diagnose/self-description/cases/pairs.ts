/** Answers of names and values, as gateways of payments and of telephony send them. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const FORM = 'application/x-www-form-urlencoded';
const TEXT = 'text/plain';

export const PAIRS: readonly ReplyCase[] = [
  {
    title: 'an outcome with numbered errors',
    status: 200,
    method: 'POST',
    type: FORM,
    body: 'ACK=Failure&CORRELATIONID=c9d8&VERSION=2&L_ERRORCODE0=20413&L_SHORTMESSAGE0=Refused&L_LONGMESSAGE0=The%20pond%20is%20not%20valid.',
    code: '20413',
    permanence: 'permanent',
    said: 'The pond is not valid.',
    requestId: 'c9d8',
  },
  {
    title: 'a result that is a number, as text',
    status: 200,
    method: 'POST',
    type: TEXT,
    body: 'RESULT=23&REF=V1&RESPMSG=Invalid pond number',
    code: '23',
    permanence: 'permanent',
    said: 'Invalid pond number',
  },
  {
    title: 'a pair in each line',
    status: 200,
    method: 'POST',
    type: TEXT,
    body: 'Protocol=4.00\r\nStatus=MALFORMED\r\nStatusDetail=3048 : No quack was found.\r\n',
    code: 'MALFORMED',
    said: 'No quack was found.',
  },
  {
    title: 'a code whose text tells that it is none of a success',
    status: 200,
    method: 'POST',
    type: FORM,
    body: 'response=2&responsetext=Duck+declined&response_code=202&order=',
    code: '202',
    said: 'Duck declined',
  },
  {
    title: 'codes of an error without a text',
    status: 200,
    method: 'POST',
    type: TEXT,
    body: 'ErrCode=E01|E02&ErrInfo=E01040010|E02030002',
    code: 'E01|E02',
  },
];

export const HEALTHY_PAIRS: readonly HealthyCase[] = [
  { title: 'an approval in pairs', type: FORM, body: 'response=1&responsetext=Approved&response_code=100' },
  { title: 'a result of zero', type: TEXT, body: 'RESULT=0&RESPMSG=Approved&REF=V1' },
  { title: 'an outcome with a warning', type: FORM, body: 'ACK=SuccessWithWarning&L_ERRORCODE0=11610&TOKEN=E1' },
  { title: 'settings, one a line', type: TEXT, body: 'ERROR_LOG=/var/log/pond.log\nSTATUS=enabled\n' },
  { title: 'counts, one a line', type: TEXT, body: 'errors=0\nwarnings=2\nstatus=ok\n' },
  { title: 'the state of a job', type: FORM, body: 'job=7&status=failed' },
  { title: 'a search about errors', type: FORM, body: 'q=error+handling&status=draft' },
  {
    title: 'a good end beside the code and text of a check',
    method: 'POST',
    type: FORM,
    body: 'responseCode=0&responseMessage=AUTHCODE:D24577&checkResponseCode=222100&acsMessage=Error+while+connecting',
  },
  { title: 'a room in pairs', type: TEXT, body: 'code=404&message=Room+on+the+fourth+floor' },
  {
    title: 'a code of an error that says there is none',
    method: 'POST',
    type: TEXT,
    body: 'ErrCode=NONE&ErrInfo=&OrderID=7',
  },
  { title: 'settings', type: TEXT, body: 'error_page=/404\nerr_code=E1\nname=x\n' },
];
