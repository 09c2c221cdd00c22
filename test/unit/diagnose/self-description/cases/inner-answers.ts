/** Answers within answers, and messages that tell how severe they are. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const asked = { status: 200, method: 'POST' } as const;

export const INNER_ANSWERS: readonly ReplyCase[] = [
  {
    ...asked,
    title: 'a code and a text of the business below a good answer',
    body: { success: true, code: 0, data: { bizCode: 'POND_NOT_ENOUGH', bizMsg: '库存不足', result: null } },
    code: 'POND_NOT_ENOUGH',
    said: '库存不足',
  },
  {
    ...asked,
    title: 'a code and a text of the business beside a good answer',
    body: { code: '0', message: 'success', bizCode: 5001, bizMsg: '优惠券已过期', data: null },
    code: '5001',
    said: '优惠券已过期',
  },
  {
    ...asked,
    title: 'an envelope in an envelope',
    body: { code: 200, msg: 'ok', data: { success: false, code: 1207, msg: 'Pond is closed', data: null } },
    code: '1207',
    said: 'Pond is closed',
  },
  {
    ...asked,
    title: 'a status of its own with plain words',
    body: { status: 311, message: 'key格式错误', request_id: 'a' },
    code: '311',
    said: 'key格式错误',
  },
  {
    ...asked,
    title: 'a number of an error and its text as data',
    method: 'GET',
    body: { error: 102, data: '房间不存在' },
    code: '102',
  },
  {
    ...asked,
    title: 'an abbreviated code as text',
    method: 'GET',
    body: { cod: '404', message: 'pond not found' },
    code: '404',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a flag in another language',
    body: { sucesso: false, mensagem: 'Lagoa não encontrada', codigo: 'L-7' },
    code: 'L-7',
    said: 'Lagoa não encontrada',
  },
  {
    ...asked,
    title: 'an error in another language',
    body: { fehler: { code: 61_001, text: 'Der Teich ist zu klein' } },
    code: '61001',
    said: 'Der Teich ist zu klein',
  },
  {
    ...asked,
    title: 'texts in two languages',
    body: { error_response: { code: '19', zh_desc: '无效的鸭子', en_desc: 'Invalid duck' } },
    code: '19',
    said: 'duck',
  },
  {
    ...asked,
    title: 'a message of a severe type',
    body: { RETURN: [{ TYPE: 'E', ID: 'V1', NUMBER: '302', MESSAGE: 'Pond 1000 is not maintained' }], ORDER: '' },
    code: '302',
    said: 'Pond 1000 is not maintained',
  },
  {
    ...asked,
    title: 'a table of messages',
    body: [{ TYPE: 'E', ID: 'ME', NUMBER: '083', MESSAGE: 'Enter Quantity' }],
    code: '083',
  },
  {
    ...asked,
    title: 'a message of a severe category beside what was made',
    status: 201,
    body: { paymentId: '1', tppMessages: [{ category: 'ERROR', code: 'POND_BLOCKED', text: 'The pond is blocked' }] },
    code: 'POND_BLOCKED',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a bundle in which nothing but an outcome was found',
    method: 'GET',
    body: {
      resourceType: 'Bundle',
      total: 0,
      entry: [{ resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] } }],
    },
    code: 'processing',
  },
  {
    ...asked,
    title: 'errors beside what was to be changed',
    method: 'PUT',
    body: { errors: [{ description: 'The lamp has trouble' }], data: [{ rid: '1', rtype: 'lamp' }] },
    code: undefined,
    said: 'The lamp has trouble',
  },
  {
    ...asked,
    title: 'an error in code words and its description beside an interval',
    body: { error: 'slow_down', error_description: 'Too many requests', interval: 10 },
    code: 'slow_down',
    permanence: 'temporary',
  },
  {
    ...asked,
    title: 'an exception with a flag as one of several results',
    body: [{ error: true, exception: { message: 'Duck not found', errorcode: 'invalidduck' } }],
    code: 'invalidduck',
  },
  {
    ...asked,
    title: 'a number of an error among documents that were made',
    body: [
      { _key: '1', _rev: 'a' },
      { error: true, errorNum: 1210, errorMessage: 'unique constraint violated' },
    ],
    code: '1210',
  },
  {
    ...asked,
    title: 'an exception by its full name and nothing else',
    body: {
      actions: [{ state: 'ERROR', returnValue: null, error: [{ exceptionType: 'Pond.DmlException', message: 'No' }] }],
    },
    code: 'Pond.DmlException',
  },
  {
    ...asked,
    title: 'a number of its own and a text that is not plain',
    body: { ResultCode: 3, Message: 'Pond is full' },
    code: '3',
    said: 'Pond is full',
  },
  {
    ...asked,
    title: 'nothing but a number below zero of an error',
    body: { error_code: -1501, result: {} },
    code: '-1501',
  },
  {
    ...asked,
    title: 'a return code in words and the key of a text',
    method: 'GET',
    body: { meta: { rc: 'error', msg: 'api.err.LoginRequired' }, data: [] },
    code: 'api.err.LoginRequired',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a shortened name of a code',
    body: { status_cd: '0', error: { error_cd: 'RET191106', message: 'Invalid pond' } },
    code: 'RET191106',
  },
  {
    ...asked,
    title: 'nothing but the code of an error',
    body: { errorCode: 'SIS0042' },
    code: 'SIS0042',
  },
  {
    ...asked,
    title: 'one error of several results by its index',
    body: [{ index: 0, code: 'POND_NOT_FOUND', message: 'There is no such pond' }],
    code: 'POND_NOT_FOUND',
  },
  {
    ...asked,
    title: 'a word of failure in what answers a call',
    body: { code: 0, data: { status: 'failed', message: 'Invalid password', result: null } },
    code: undefined,
    permanence: 'permanent',
  },
  {
    ...asked,
    method: 'GET',
    title: 'a flag that is false in what was read',
    body: { code: 0, data: { success: false, errorCode: 'E11', errorMsg: 'Token invalid' } },
    code: 'E11',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a flag and a text as the result of a call',
    body: { jsonrpc: '2.0', id: 1, result: { success: false, message: 'Invalid duck' } },
    code: undefined,
    permanence: 'permanent',
  },
];

export const NO_INNER_ANSWERS: readonly HealthyCase[] = [
  {
    title: 'what was done, with a zero as its code and nothing beside it',
    method: 'POST',
    body: { code: 0, msg: 'account disabled', data: null },
  },
  {
    title: 'what a probe was answered, beside its address',
    body: { status: 'ok', data: { response: { code: 404, message: 'Not Found' }, url: 'https://b.example/', time: 3 } },
  },
  {
    title: 'severe messages of an inbox',
    method: 'POST',
    body: { inboxMessages: [{ category: 'critical', code: '1', message: 'The pond is dry' }], unread: 1 },
  },
  {
    title: 'what a linter found, as a list',
    method: 'POST',
    body: [{ severity: 'error', code: 'no-unused-vars', message: 'x is unused' }],
  },
  {
    title: 'severe messages beside an outright success',
    method: 'POST',
    body: { success: true, messages: [{ severity: 'error', code: '1', message: 'The pond was dry' }] },
  },
  {
    title: 'a good answer of the business',
    method: 'POST',
    body: { success: true, code: 0, data: { bizCode: 'SUCCESS', bizMsg: '操作成功', result: { id: 1 } } },
  },
  { title: 'a business code of zero', method: 'POST', body: { code: '0', bizCode: 0, bizMsg: '', data: { id: 1 } } },
  {
    title: 'a job that failed as data',
    body: { code: 0, data: { status: 'failed', message: 'Pond dried up', progress: 70 } },
  },
  {
    title: 'an entry of a catalogue as data',
    body: { success: true, data: { code: 'E100', message: 'Pond not found' } },
  },
  { title: 'a zero as its code and a list that is empty', body: { code: 0, msg: 'No ducks found', data: [] } },
  { title: 'a zero as its code and no complaint', method: 'POST', body: { code: 0, msg: 'Duck removed', data: null } },
  {
    title: 'messages of which none is severe',
    method: 'POST',
    body: { RETURN: [{ TYPE: 'S', ID: 'V1', NUMBER: '311', MESSAGE: 'Pond 7 was saved' }], ORDER: '7' },
  },
  {
    title: 'what a linter found, by severity',
    method: 'POST',
    body: { messages: [{ severity: 'error', code: 'no-pond', message: 'Pond is not defined', line: 3 }] },
  },
  {
    title: 'log entries that were searched for',
    method: 'POST',
    body: { messages: [{ level: 'error', code: '7', message: 'boom', timestamp: '2026-03-02T10:00:00Z' }] },
  },
  {
    title: 'errors of a catalogue, counted',
    method: 'POST',
    body: {
      errors: [
        { code: 'E100', message: 'Invalid input' },
        { code: 'E101', message: 'Timeout' },
      ],
      total: 2,
    },
  },
  {
    title: 'a program that ended with a failure',
    method: 'POST',
    body: { success: false, exitCode: 1, stdout: '', stderr: 'x undeclared', message: 'The command failed' },
  },
  {
    title: 'texts of an app, its message among them',
    body: { error: 'An error occurred', errors: { required: 'Fill this in' }, message: 'Message' },
  },
  {
    title: 'a form that was read with its last message',
    body: { id: 'f', ui: { action: 'x', messages: [{ id: 4, text: 'The name is wrong', type: 'error' }] } },
  },
  {
    title: 'a bundle with a warning beside what was found',
    body: {
      resourceType: 'Bundle',
      entry: [
        { resource: { resourceType: 'Duck', id: '1' } },
        { resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] } },
      ],
    },
  },
  {
    title: 'an export that is not ready',
    body: { success: true, data: { ready: false, ok: false, message: 'Export is not ready', percent: 20 } },
  },
  {
    title: 'a text that was made for a failure',
    method: 'POST',
    body: { code: 'PAYMENT_FAILED', message: 'Your payment failed, {name}', locale: 'en' },
  },
  {
    title: 'notices that were searched for',
    method: 'POST',
    body: { notifications: [{ id: 7, type: 'ERROR', code: 'DISK', message: 'Disk full', read: false }] },
  },
  { title: 'a good return code', body: { meta: { rc: 'ok' }, data: [{ state: 0, last_error: 'timeout' }] } },
  { title: 'a sensor without an error', body: { id: 1, error_code: 0, value: 21.5, message: '' } },
  { title: 'nothing but the code of a device', body: { errorCode: 'E01' } },
  {
    title: 'a list of codes, each with what it means',
    method: 'POST',
    body: [
      { code: 'POND_NOT_FOUND', message: 'There is no such pond' },
      { code: 'POND_DENIED', message: 'You may not swim here' },
    ],
  },
  { title: 'the state of an order as a number', body: { status: 3, message: 'Your order is not ready for pickup' } },
  {
    title: 'letters in a box',
    method: 'POST',
    body: { messages: [{ type: 'E', id: 4, subject: 'x', message: 'hello there', status: 'read' }] },
  },
  {
    title: 'a job that was read, with the place for its result',
    body: { code: 0, data: { status: 'failed', message: 'no ducks', result: null } },
  },
  {
    title: 'the state of a job beside a flag of success',
    body: { success: true, result: { status: 'error', message: 'Invalid duck', output: null } },
  },
  {
    title: 'the status of what a call was answered with',
    body: { success: true, data: { response: { statusCode: 500 } } },
  },
  {
    title: 'the error of a transaction that was asked about',
    body: { status: '1', message: 'OK', result: { isError: '1', errDescription: 'the pond was frozen' } },
  },
  {
    title: 'a step of the business that waits for somebody',
    method: 'POST',
    body: { bizCode: 'APPROVE_PENDING', bizMsg: 'Waiting for approval' },
  },
  {
    title: 'a job that was read, with its own code and text',
    body: {
      code: 200,
      message: 'success',
      data: { state: 'FAILED', errorCode: 'E11', errorMsg: 'boom', result: null },
    },
  },
  {
    title: 'the state of what a job came to',
    body: { status: 'ok', data: { result: { status: 'failed', error: 'exit 1' } } },
  },
  {
    title: 'a good answer about what came to a bad end',
    method: 'POST',
    body: {
      ResponseCode: '0',
      ResponseDescription: 'The request has been accepted successfully',
      ResultCode: '1032',
      ResultDesc: 'Request cancelled by the duck',
    },
  },
  {
    title: 'the state of a thing as the result of a call',
    method: 'POST',
    body: { jsonrpc: '2.0', id: 1, result: { status: 'error', message: 'Sensor fault' } },
  },
  {
    title: 'what was simulated as the result of a call',
    method: 'POST',
    body: { jsonrpc: '2.0', id: 1, result: { success: false, logs: ['failed'], err: { Duck: [0, 'Wet'] } } },
  },
];
