/** Failures whose members have names of other languages or seldom ones, and what only looks like them. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const asked = { status: 200, method: 'POST' } as const;

export const NAMED_OTHERWISE: readonly ReplyCase[] = [
  {
    ...asked,
    title: 'a state in Spanish',
    body: { estado: 'ERROR', codigo: '1104', descripcion: 'Pato no identificado' },
    code: '1104',
    said: 'Pato no identificado',
  },
  {
    ...asked,
    title: 'an outcome in Italian',
    body: { esito: 'KO', codiceErrore: 'E0012', descrizioneErrore: 'Anatra errata' },
    code: 'E0012',
    said: 'Anatra errata',
  },
  {
    ...asked,
    title: 'a state in French',
    body: { statut: 'erreur', code: 'C12', message: 'Canard introuvable' },
    code: 'C12',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a zero as a flag and what failed',
    body: { success: '0', respcode: 'U30', message: 'Feeding has been failed' },
    code: 'U30',
    said: 'Feeding has been failed',
  },
  {
    ...asked,
    title: 'details of errors with codes',
    body: { Status: 0, ErrorDetails: [{ ErrorCode: '2150', ErrorMessage: 'Duplicate duck' }], Data: null },
    code: '2150',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'rows that could not be put in',
    body: { insertErrors: [{ index: 0, errors: [{ reason: 'invalid', location: 'beak', message: 'no such field' }] }] },
    code: undefined,
    permanence: 'permanent',
    param: 'beak',
  },
  {
    ...asked,
    title: 'a list of messages by the name of its model',
    body: { MessageModelList: [{ messageType: 'ERROR', messageCode: 'POND_001', message: '検索に失敗しました。' }] },
    code: 'POND_001',
  },
  {
    ...asked,
    title: 'a number of three digits under the name of an error',
    body: {
      duckStatus: 'N',
      messageType: 'Erro',
      errorCode: '203',
      errorDescription: 'The format of the beak is invalid',
    },
    code: '203',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a head of messages beside the rest of a result',
    body: {
      feedResponse: { duckId: '0' },
      messages: { resultCode: 'Error', message: [{ code: 'E00027', text: 'The feeding was unsuccessful.' }] },
    },
    code: 'E00027',
    said: 'unsuccessful',
  },
  {
    ...asked,
    title: 'a flag in the head beside a thing',
    body: { pond: { id: 1 }, meta: { success: false, message: 'Crumb invalid', code: 'C1' } },
    code: 'C1',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a number of three digits as the code of an answer',
    body: { body: { resultInfo: { resultCode: '227', resultMsg: 'Your crumb has been declined by the pond.' } } },
    code: '227',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a list of nothing but the names of errors',
    body: [{ errCode: 'G02', errInfo: '42G020000' }],
    code: 'G02',
  },
  {
    ...asked,
    title: 'a code of a state and its description',
    body: { state: 'fail', stateCode: '4031', desc: 'no permission' },
    code: '4031',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'a result in Spanish',
    body: { resultado: 'ERROR', mensaje: 'El pato no existe' },
    code: undefined,
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'information beside the code of a return',
    body: { retCode: '1001', retInfo: '短信发送失败' },
    code: '1001',
    said: '短信发送失败',
  },
  {
    ...asked,
    title: 'a failure by that name',
    body: { failure: { code: 'POND_FULL', message: 'No more places' } },
    code: 'POND_FULL',
  },
  {
    status: 200,
    title: 'a short code of an error beside plain words',
    body: { message: 'No rights', errorCode: 'ACL-1' },
    code: 'ACL-1',
    permanence: 'permanent',
  },
];

export const NOTHING_FAILED: readonly HealthyCase[] = [
  { title: 'the state of a pump', body: { estado: 'activo', descripcion: 'Bomba parada por error' } },
  { title: 'an order in Spanish', body: { id: 1, estado: 'fallido', motivo: 'pato enfermo', fecha: '2026-01-01' } },
  { title: 'a good outcome in Italian', method: 'POST', body: { esito: 'OK', descrizione: 'Operazione eseguita' } },
  { title: 'how many went well, under a title', body: { ok: 0, title: 'Failed checks' } },
  { title: 'a zero as a status, under a heading', body: { status: 0, message: 'Failed jobs' } },
  {
    title: 'the most frequent errors',
    method: 'POST',
    body: { topErrors: [{ code: 'E12', message: 'Bad date' }] },
  },
  {
    title: 'rows that were left out of an import',
    method: 'POST',
    body: { imported: 5, rowErrors: [{ row: 3, code: 'E1', message: 'Bad date' }] },
  },
  { title: 'details of errors that were read', body: { ErrorDetails: [{ ErrorCode: '1', ErrorMessage: 'Ill duck' }] } },
  {
    title: 'letters in a list',
    method: 'POST',
    body: { messageList: [{ id: 1, type: 'ERROR', code: 'X', message: 'The pond is full' }] },
  },
  {
    title: 'a message that informs',
    method: 'POST',
    body: { MessageModelList: [{ messageType: 'INFO', messageCode: 'POND_000', message: '検索に成功しました。' }] },
  },
  { title: 'a good end', method: 'POST', body: { errorCode: 201, errorMessage: 'Duck was placed', data: { a: 1 } } },
  { title: 'a hundred as a code', method: 'POST', body: { errorCode: '100', errorDescription: 'Success', id: 5 } },
  {
    title: 'the state of a device beside it',
    method: 'POST',
    body: { device: { id: 1 }, status: { state: 'error', message: 'Overheated' } },
  },
  {
    title: 'a head that was only read',
    body: { pond: { id: 1 }, meta: { status: 'failed', message: 'last feeding' } },
  },
  { title: 'texts of an app', method: 'POST', body: { messages: { error: 'An error occurred', success: 'Saved' } } },
  {
    title: 'a number of three digits beside a text that waits',
    method: 'POST',
    body: { resultCode: '110', resultMsg: 'Waiting for the duck' },
  },
  {
    title: 'the code of a bad end that was asked about',
    method: 'POST',
    url: 'https://pond.example/feeding/status',
    body: { resultCode: '227', resultMsg: 'Your crumb has been declined by the pond.' },
  },
  { title: 'how many errors there were', method: 'POST', body: [{ errorCount: 1, errorRate: 2 }] },
  {
    title: 'the failure of a machine',
    body: { failure: { code: 'F1', message: 'Pump stuck' }, pump: 'p1' },
  },
  { title: 'a good result in Spanish', method: 'POST', body: { resultado: 'OK', mensaje: 'Pato creado' } },
  { title: 'a short code of a pump', body: { errorCode: 'E1', errorText: 'Invalid flow', speed: { rpm: 20 } } },
  { title: 'a short code and words that complain of nothing', body: { errorCode: 'E-1', message: 'Water level' } },
];
