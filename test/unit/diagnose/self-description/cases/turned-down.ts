/** Payments that were turned down without a word of an error. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const asked = { status: 200, method: 'POST', permanence: 'permanent' } as const;

export const TURNED_DOWN: readonly ReplyCase[] = [
  {
    ...asked,
    title: 'a word of refusal with its reason',
    body: { pspReference: 'P1', resultCode: 'Refused', refusalReason: 'Not enough balance', refusalReasonCode: '12' },
    code: '12',
    said: 'Not enough balance',
  },
  {
    ...asked,
    title: 'a word of refusal and an amount',
    status: 201,
    body: { transaction_id: '9f', state: 'DECLINED', amount: 12, currency: 'EUR' },
    code: 'DECLINED',
  },
  {
    ...asked,
    title: 'a word of refusal beside an error under a name of its own',
    body: { id: '7', status: 'DECLINED', errorInformation: { reason: 'POND_DECLINED', message: 'The pond said no' } },
    code: 'POND_DECLINED',
    said: 'The pond said no',
  },
  {
    ...asked,
    title: 'a payment within the order, its code padded with a zero',
    status: 201,
    body: {
      MerchantOrderId: '7',
      Payment: { Status: 3, ReturnCode: '05', ReturnMessage: 'Not Authorized', Amount: 7 },
    },
    code: '05',
    said: 'Not Authorized',
  },
  {
    ...asked,
    title: 'errors in the answer about the transaction, while the call went well',
    body: {
      transactionResponse: {
        responseCode: '2',
        transId: '0',
        errors: [{ errorCode: '2', errorText: 'It was declined.' }],
      },
      messages: { resultCode: 'Ok', message: [{ code: 'I1', text: 'Successful.' }] },
    },
    code: '2',
    said: 'It was declined.',
  },
  {
    ...asked,
    title: 'a failed charge below a good outcome of the call',
    body: { status: true, data: { status: 'failed', reference: 'r', amount: 7, message: 'Card declined by bank' } },
    code: 'failed',
    said: 'Card declined by bank',
  },
  {
    ...asked,
    title: 'a word of refusal in another language',
    body: { tid: '1', status: 'recusada', mensagem: 'Cartão sem saldo', codigo: '51' },
    code: '51',
    said: 'Cartão sem saldo',
  },
  {
    ...asked,
    title: 'the status of a payment by its full name',
    body: { paymentStatus: 'DECLINED', message: 'Your card was declined', orderId: 'o1' },
    code: 'DECLINED',
  },
  {
    ...asked,
    title: 'a status of the transaction beside its text',
    body: { status_code: '202', status_message: 'Deny by bank', transaction_id: 'a', transaction_status: 'deny' },
    code: 'deny',
    said: 'Deny by bank',
  },
  {
    ...asked,
    title: 'a word of failure, the text alone being about a card',
    body: { id: '123456', message: 'Card expired', status: 'Error' },
    code: 'Error',
    said: 'Card expired',
  },
  {
    ...asked,
    title: 'a code among blanks, as records of a fixed width have it',
    body: { returnCode: '  05', errorDescription: 'Transaction declined', authorizationNumber: '        ' },
    code: '05',
    said: 'Transaction declined',
  },
  {
    ...asked,
    title: 'a code and a text of a response under shortened names',
    body: { respproc: 'P', resptext: 'Txn not found', retref: '23221', respcode: '29', respstat: 'C' },
    code: '29',
    said: 'Txn not found',
  },
  {
    ...asked,
    title: 'a code beside that of somebody further on',
    body: { code: 'issuer_declined', message: 'The issuer declined it.', provider_original_response_code: '14' },
    code: 'issuer_declined',
    said: 'The issuer declined it.',
  },
  {
    ...asked,
    title: 'a payment that was to be made, with no more than its amount',
    url: 'https://pay.example/v1/payments',
    body: { id: '7', amount: 100, status: 'declined' },
    code: 'declined',
  },
  {
    ...asked,
    title: 'a payment that was to be made and failed without a word',
    url: 'https://pay.example/v1/payments?expand=all',
    body: { data: { id: 'tran_1', amount: '100', status: 'failed' } },
    code: 'failed',
    permanence: 'unknown',
  },
];

export const NOT_TURNED_DOWN: readonly HealthyCase[] = [
  {
    title: 'an approval under shortened names',
    method: 'POST',
    body: { respproc: 'P', resptext: 'Approval', retref: '1', respcode: '10', respstat: 'A' },
  },
  {
    title: 'what was done away with under shortened names',
    method: 'POST',
    body: { respproc: 'P', resptext: 'Profile Deleted', respcode: '08', respstat: 'A' },
  },
  {
    title: 'codes among blanks that say nothing',
    method: 'POST',
    body: { returnCode: '  00', errorDescription: '     ', authorizationNumber: '123456  ' },
  },
  {
    title: 'a payment that was read by its address',
    method: 'GET',
    url: 'https://pay.example/v1/payments',
    body: { data: { id: 'tran_1', amount: '100', status: 'failed' } },
  },
  {
    title: 'a payment whose record was changed',
    method: 'POST',
    url: 'https://pay.example/v1/payments/7/notes',
    body: { data: { id: 'tran_1', amount: '100', status: 'failed' } },
  },
  {
    title: 'a card on a board',
    method: 'POST',
    body: { id: 'c1', message: 'Card: payment declined on phones', status: 'failed', labels: ['bug'] },
  },
  { title: 'a course of amounts', method: 'POST', body: { amount: 4, unit: 'g', result: 'declined', trend: 'down' } },
  {
    title: 'a build of a service for payments',
    method: 'POST',
    body: { id: '5', state: 'failure', message: 'Build of the payment service failed' },
  },
  {
    title: 'a payment that failed and was only searched for by its id',
    method: 'POST',
    body: { data: { id: 'i1', amount: 100, currency: 'EUR', status: 'failed' } },
  },
  { title: 'a payment that was refused some time', body: { id: '9f', state: 'DECLINED', amount: 12, currency: 'EUR' } },
  {
    title: 'an invitation that was just declined',
    method: 'POST',
    body: { id: 'i1', status: 'declined', from: 'Ada' },
  },
  {
    title: 'a payment that went through',
    method: 'POST',
    body: {
      MerchantOrderId: '7',
      Payment: { Status: 2, ReturnCode: '6', ReturnMessage: 'Operation Successful', Amount: 7 },
    },
  },
  {
    title: 'payments that were searched for',
    method: 'POST',
    body: { transactions: [{ id: 1, status: 'DECLINED', amount: 7 }], total: 1, currency: 'EUR' },
  },
  {
    title: 'a change of shape',
    method: 'POST',
    body: { transform: 'scale', cardinality: 3, status: 'rejected' },
  },
  {
    title: 'an application for money that was rejected',
    method: 'POST',
    body: { id: 9, status: 'rejected', amount_requested: 1000 },
  },
  {
    title: 'a thing for sale that was made, with its code',
    method: 'POST',
    body: { code: '12345', description: 'Missing puzzle piece', currency: 'EUR', price: 3 },
  },
  {
    title: 'a transfer of ducks that was rejected',
    method: 'POST',
    body: { transfer: { id: 't', state: 'rejected', amount: 5, currency: 'DUCK' } },
  },
];
