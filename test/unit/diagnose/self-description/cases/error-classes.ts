/** Errors that a success tells by their class: exceptions as a serializer writes them, unions of a graph. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const asked = { status: 200, method: 'POST' } as const;

export const CLASSES: readonly ReplyCase[] = [
  {
    ...asked,
    title: 'an exception as a script writes it',
    method: 'GET',
    body: { name: 'PondTokenError', message: 'token malformed' },
    code: 'PondTokenError',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'an exception with what it is about',
    body: { name: 'CastError', message: 'Cast to DuckId failed for "x"', kind: 'DuckId', path: 'id', value: 'x' },
    code: 'CastError',
  },
  {
    ...asked,
    title: 'an exception with its class in full',
    body: { '@type': 'com.example.pond.PondClosedException', message: 'Pond is closed', localizedMessage: 'Zu' },
    code: 'PondClosedException',
    said: 'Pond is closed',
  },
  {
    ...asked,
    title: 'an exception with its assembly',
    body: { $type: 'Pond.Errors.DuckNotFound, Pond', Message: 'No duck 7' },
    code: 'DuckNotFound',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'an exception of a query that was read',
    method: 'GET',
    body: { _class: 'QuotaExceededException', msg: 'No more quota' },
    code: 'QuotaExceededException',
  },
  {
    ...asked,
    title: 'a member of a union that is an error',
    body: { data: { createDuck: { __typename: 'NameTakenError', message: 'This name is taken', limit: 3 } } },
    code: 'NameTakenError',
    said: 'This name is taken',
  },
  {
    ...asked,
    title: 'a member of a union that was not found',
    body: { data: { me: { __typename: 'User', id: 1 }, duck: { __typename: 'DuckNotFound', message: 'No duck 7' } } },
    code: 'DuckNotFound',
    permanence: 'permanent',
  },
  {
    ...asked,
    title: 'one error in the answer to a mutation',
    body: { data: { createDuck: { duck: null, error: { code: 'POND_FULL', message: 'No room' } } } },
    code: 'POND_FULL',
  },
  {
    ...asked,
    title: 'an input error with a list of texts',
    body: { data: { updateDuck: { ok: false, errors: [{ field: 'name', messages: ['Too long'] }], duck: null } } },
    code: undefined,
    said: 'Too long',
    param: 'name',
  },
  {
    ...asked,
    title: 'a flag and a text in the answer to a mutation',
    body: { data: { addDuck: { code: '409', success: false, message: 'Duck is here', duck: null } } },
    code: '409',
    said: 'Duck is here',
  },
  {
    title: 'a refused login',
    status: 200,
    method: 'POST',
    body: { data: { login: { __typename: 'InvalidCredentialsError', message: 'Wrong name or password' } } },
    code: 'InvalidCredentialsError',
    permanence: 'permanent',
  },
];

export const NO_ERROR_CLASSES: readonly HealthyCase[] = [
  {
    title: 'a page about an exception',
    body: { name: 'TypeError', description: 'The error of a value that has the wrong type', category: 'builtin' },
  },
  { title: 'the class of an exception in a manual', body: { name: 'PondError', message: 'Thrown by the client' } },
  { title: 'a film', body: { name: 'Trial and Error', message: 'Cannot get enough of it' } },
  { title: 'the fault of a machine', body: { '@type': 'PumpFault', message: 'Valve stuck' } },
  {
    title: 'an exception that is tracked',
    method: 'POST',
    body: { '@type': 'PondException', id: 1, message: 'x was null', count: 4, project: 'pond' },
  },
  {
    title: 'a union with an error as data',
    method: 'POST',
    body: { data: { feed: { __typename: 'FeedError', message: 'No duck here' } } },
  },
  {
    title: 'the last error of a build',
    method: 'POST',
    body: { data: { lastError: { __typename: 'BuildError', message: 'Exit 1' } } },
  },
  {
    title: 'an issue with an id',
    method: 'POST',
    body: { data: { duck: { __typename: 'DuckError', id: 'e1', message: 'Limps' } } },
  },
  {
    title: 'a member of a union that is none',
    method: 'POST',
    body: { data: { createDuck: { __typename: 'CreateDuckSuccess', message: 'Error pages are on' } } },
  },
  {
    title: 'a flag and a text of what was asked for',
    method: 'POST',
    body: { data: { lastRun: { success: false, message: 'exit 1' } } },
  },
  {
    title: 'a good answer to a mutation',
    method: 'POST',
    body: { data: { login: { success: true, message: 'Failed logins were reset', token: 'a' } } },
  },
  {
    title: 'a line of a log as a union',
    method: 'POST',
    body: { data: { lastLog: { __typename: 'InvalidBeakError', message: 'Wrong beak' } } },
  },
];
