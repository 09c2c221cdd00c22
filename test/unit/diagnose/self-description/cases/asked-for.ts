/** Refusals, states and errors that were asked for, as the address of the request tells. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const asked = { method: 'POST' } as const;

export const ASKED_FOR: readonly HealthyCase[] = [
  {
    ...asked,
    title: 'an offer that was to be declined',
    url: 'https://pond.example/offers/8/decline',
    body: { id: 8, amount: 1200, status: 'declined' },
  },
  {
    ...asked,
    title: 'a transfer that somebody rejected',
    body: { id: 2, amount: 100, currency: 'EUR', status: 'rejected', rejected_by: 'ada' },
  },
  {
    method: 'PUT',
    title: 'an offer with the time at which it was declined',
    body: { id: 8, amount: 1200, status: 'declined', declinedAt: '2026-03-01' },
  },
  {
    ...asked,
    title: 'the state of a payment by its path',
    url: 'https://pond.example/payments/status?id=2',
    body: { id: 2, amount: 100, status: 'declined' },
  },
  {
    ...asked,
    title: 'a transaction that was fetched by the name of a procedure',
    url: 'https://pond.example/v1/getTransaction',
    body: { transaction: { id: 2, amount: 100, status: 'DECLINED', responseCode: '51' } },
  },
  {
    ...asked,
    title: 'what a payment would come to',
    url: '/transfers/simulate',
    body: { amount: 100, currency: 'EUR', outcome: 'declined', reason: 'limit' },
  },
  {
    ...asked,
    title: 'an application that was to be reviewed',
    url: 'https://pond.example/refund-requests/7/review',
    body: { id: 7, amount: 100, transaction_id: 't1', status: 'denied', note: 'Too late' },
  },
  {
    method: 'PUT',
    title: 'expenses that somebody set to be rejected',
    url: 'https://pond.example/expenses/9',
    body: { id: 9, merchant: 'Cafe', amount: 12, currency: 'EUR', status: 'rejected', comment: 'No receipt' },
  },
  {
    method: 'PUT',
    title: 'a user who was to be blocked',
    url: 'https://pond.example/users/2/block',
    body: { code: 1, message: 'User has been blocked' },
  },
  {
    ...asked,
    title: 'a key that was to be revoked, with a code that says so',
    url: 'https://pond.example/keys/revoke?id=7',
    body: { code: 'KEY_REVOKED', message: 'Key was revoked' },
  },
  {
    ...asked,
    title: 'what a validator found in a resource',
    url: 'https://pond.example/fhir/Patient/$validate',
    body: {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'required', diagnostics: 'No name' }],
    },
  },
  {
    ...asked,
    title: 'severe findings of a validator',
    url: 'https://pond.example/validator',
    body: { messages: [{ severity: 'error', code: 'R-1', text: 'Total is wrong', location: '/Crumb' }], scheme: 'x' },
  },
  {
    ...asked,
    title: 'errors that a check found',
    url: 'https://pond.example/crumbs/check',
    body: { errors: [{ code: 'CO-10', message: 'Sum of crumbs is wrong' }], warnings: [] },
  },
  {
    ...asked,
    title: 'a policy that was not met',
    url: 'https://pond.example/policy/eval',
    body: { result: 'FAIL', violations: [{ rule: 'no-ice', message: 'Ice is on the pond' }] },
  },
  {
    ...asked,
    title: 'a text that did not pass',
    url: 'https://pond.example/crumbs/lint',
    body: { errors: ['Crumb 3 has two spaces'], status: 'fail' },
  },
  {
    ...asked,
    title: 'alarms with their levels',
    url: 'https://pond.example/alarms',
    body: { messages: [{ level: 'error', code: 'A12', message: 'Pump overheated' }] },
  },
  {
    title: 'a code that was asked for',
    url: 'https://pond.example/http/404',
    body: { code: 404, name: 'Not Found', description: 'The resource was not found' },
  },
  {
    title: 'a list of errors that was asked for',
    url: 'https://docs.example/api/errors?lang=en',
    body: { errors: [{ code: 'duck_declined', message: 'The duck was declined.' }] },
  },
  {
    title: 'one error of such a list',
    url: 'https://docs.example/api/error-codes/duck_declined',
    body: { code: 'duck_declined', title: 'Duck declined', description: 'The pond refused it.', httpStatus: 402 },
  },
  {
    ...asked,
    title: 'the wrong answer of a quiz',
    url: 'https://pond.example/quizzes/7/answers',
    body: { success: false, message: 'Wrong answer' },
  },
  {
    ...asked,
    title: 'a guess that was not it',
    body: { data: { submitGuess: { success: false, message: 'Not the word' } } },
  },
  {
    ...asked,
    title: 'a link that was to be checked',
    url: 'https://pond.example/check-link',
    body: { url: 'https://duck.example/', status: 404, ok: false, error: 'Not Found' },
  },
];

/** Failures of requests whose addresses could ask for one. */
export const NOT_ASKED_FOR: readonly ReplyCase[] = [
  {
    ...asked,
    status: 200,
    title: 'what is missing where guests check in',
    url: 'https://pond.example/check-in',
    body: { errors: [{ code: 'NO_GUEST', message: 'Guest is missing' }] },
    code: 'NO_GUEST',
  },
  {
    ...asked,
    status: 200,
    title: 'a key that a validator does not know',
    url: 'https://pond.example/validate',
    body: { status: 'error', message: 'Invalid API key' },
    code: undefined,
    said: 'Invalid API key',
  },
  {
    status: 200,
    title: 'a refusal to list errors',
    url: 'https://pond.example/errors',
    body: { code: 40101, message: 'Invalid API key' },
    code: '40101',
  },
  {
    status: 200,
    title: 'errors without codes of their own in place of logs',
    url: 'https://pond.example/logs',
    body: { errors: [{ message: 'Rate limit exceeded' }] },
    code: undefined,
    permanence: 'temporary',
  },
  {
    ...asked,
    status: 200,
    title: 'a user who was to be deleted and could not be',
    url: 'https://pond.example/users/2/delete',
    body: { code: 7, message: 'User cannot be deleted' },
    code: '7',
  },
  {
    ...asked,
    status: 200,
    title: 'the name of a status beside a word of failure',
    body: { name: 'Bad Request', status: 'error', message: 'No duck' },
    code: undefined,
    said: 'No duck',
  },
  {
    ...asked,
    status: 200,
    title: 'an answer that could not be taken',
    url: 'https://pond.example/quizzes/7/answers',
    body: { success: false, message: 'Please log in first' },
    code: undefined,
    permanence: 'permanent',
  },
  {
    ...asked,
    status: 200,
    title: 'a check of nothing',
    url: 'https://pond.example/check-link',
    body: { success: false, message: 'Invalid API key' },
    code: undefined,
    permanence: 'permanent',
  },
  {
    ...asked,
    status: 200,
    title: 'a guest who could not check in',
    url: 'https://pond.example/check-in',
    body: { errors: [{ code: 'E1', message: 'Pond not found' }] },
    code: 'E1',
    permanence: 'permanent',
  },
];
