/** Refusals, states and errors that were asked for, as the address of the request tells. Values are made up. */
import type { HealthyCase } from './case.ts';

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
    title: 'a list of errors that was asked for',
    url: 'https://docs.example/api/errors?lang=en',
    body: { errors: [{ code: 'duck_declined', message: 'The duck was declined.' }] },
  },
  {
    title: 'one error of such a list',
    url: 'https://docs.example/api/error-codes/duck_declined',
    body: { code: 'duck_declined', title: 'Duck declined', description: 'The pond refused it.', httpStatus: 402 },
  },
];
