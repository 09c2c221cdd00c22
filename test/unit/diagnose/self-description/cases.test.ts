import { describe, expect, it } from 'vitest';
import { readReply } from '../../../../lib/diagnose/self-description/reply.ts';
import { verdictOf } from '../../../../lib/diagnose/self-description/verdict.ts';
import { GOOD_ANSWERS, REFUSING_ANSWERS } from './cases/answered.ts';
import { ANSWERS, NO_ANSWERS, REFUSED_PARTS } from './cases/answers.ts';
import { ASKED_FOR, NOT_ASKED_FOR } from './cases/asked-for.ts';
import { ERRORS_BESIDE, NOTHING_BESIDE } from './cases/beside.ts';
import { BYSTANDERS } from './cases/bystanders.ts';
import type { ReplyCase } from './cases/case.ts';
import { MADE_CHANGES, REFUSED_CHANGES } from './cases/changes.ts';
import { DOCUMENTED, NOT_FAILED } from './cases/documented.ts';
import { CLASSES, NO_ERROR_CLASSES } from './cases/error-classes.ts';
import { FAILING_PARTS } from './cases/failing-parts.ts';
import { FAR_AND_WIDE, WELL_EVERYWHERE } from './cases/far-and-wide.ts';
import { FIELD_ERRORS } from './cases/field-errors.ts';
import { FLAT_ERRORS } from './cases/flat-errors.ts';
import { NOTHING_IN_SHORT, TOLD_IN_SHORT } from './cases/in-short.ts';
import { INNER_ANSWERS, NO_INNER_ANSWERS } from './cases/inner-answers.ts';
import { INSIDE_SUCCESS } from './cases/inside-success.ts';
import { LIMITS } from './cases/limits.ts';
import { LISTED_ERRORS } from './cases/listed-errors.ts';
import { LOOK_ALIKES } from './cases/look-alikes.ts';
import { NAMED_AFTER_ERRORS, NOT_AFTER_ERRORS } from './cases/named-after-errors.ts';
import { NAMED_OTHERWISE, NOTHING_FAILED } from './cases/named-otherwise.ts';
import { NESTED_ERRORS } from './cases/nested-errors.ts';
import { HEALTHY_PAIRS, PAIRS } from './cases/pairs.ts';
import { RARE_LOOK_ALIKES, RARE_REFUSALS, RARE_SUCCESSES } from './cases/rare-successes.ts';
import { REFUSED_CALLS } from './cases/refused-calls.ts';
import { SELDOM_FORMS } from './cases/seldom-forms.ts';
import { NOTHING_STREAMED, STREAMED } from './cases/streamed.ts';
import { TEXTS } from './cases/texts.ts';
import { THINGS } from './cases/things.ts';
import { NOT_TURNED_DOWN, TURNED_DOWN } from './cases/turned-down.ts';
import { HEALTHY_XML, XML_ANSWERS } from './cases/xml.ts';

/** 2026-03-02T10:00:00Z, when every reply of these cases ended. */
const NOW = 1_772_445_600_000;

/** What the statuses of these cases mean by themselves. */
const ofStatus = (status: number) => {
  if (status === 429 || status > 500) return 'temporary' as const;
  return status === 409 || status === 423 || status === 500 ? ('unknown' as const) : ('permanent' as const);
};

function read(one: {
  method?: string;
  url?: string;
  status?: number;
  type?: string;
  headers?: ReplyCase['headers'];
  body: unknown;
}) {
  return readReply({
    method: one.method ?? 'GET',
    url: one.url,
    status: one.status ?? 200,
    headers: Object.entries(one.headers ?? {}).map(([name, value]) => ({ name, value })),
    type: one.type ?? 'application/json',
    text: typeof one.body === 'string' ? one.body : JSON.stringify(one.body),
    now: NOW,
  });
}

function expectCase(one: ReplyCase): void {
  const reading = read(one);
  expect(reading, 'is seen as a failure').toBeDefined();
  if (!reading) return;
  const { description, sign } = reading;
  expect(description.code?.value).toBe(one.code);
  const verdict = verdictOf({
    description,
    status: one.status,
    partStatus: sign?.status,
    documented: undefined,
    listed: undefined,
    ofStatus,
  });
  if (one.permanence !== undefined) expect(verdict.permanence).toBe(one.permanence);
  if (one.waitMs !== undefined) expect(verdict.wait?.afterMs).toBe(one.waitMs);
  else expect(verdict.wait?.afterMs).toBeUndefined();
  const params = [description.param?.value, ...description.errors.map(({ param }) => param)];
  if (one.said === null) expect(description.said).toBeUndefined();
  else if (one.said !== undefined) expect(description.said?.value).toContain(one.said);
  if (one.param === null) expect(params.filter(Boolean)).toEqual([]);
  else if (one.param !== undefined) expect(params).toContain(one.param);
  if (one.link !== undefined) expect(description.links.map(({ url }) => url)).toContain(one.link);
  if (one.requestId !== undefined) expect(description.requestId?.value).toBe(one.requestId);
}

describe('A failing reply', () => {
  it.each([
    ...FLAT_ERRORS,
    ...NESTED_ERRORS,
    ...LISTED_ERRORS,
    ...FIELD_ERRORS,
    ...LIMITS,
    ...TEXTS,
    ...SELDOM_FORMS,
    ...BYSTANDERS,
    ...REFUSED_PARTS,
    ...[...DOCUMENTED, ...FAR_AND_WIDE, ...ERRORS_BESIDE, ...TOLD_IN_SHORT, ...REFUSING_ANSWERS].filter(
      ({ status }) => status >= 400,
    ),
  ])('with $title is described by itself', (one) => expectCase(one));
});

it('Errors as lists of code, text and field are told as those that are objects', () => {
  const errors = [
    ['BEAK_MISSING', 'is not there', 'beak'],
    ['TAIL_MISSING', 'is not there', 'tail'],
  ];
  const objects = errors.map(([code, message, field]) => ({ code, message, field }));
  // Lists of this name are read in more than one role.
  const ofTuples = read({ status: 400, body: { messages: errors } });
  expect(ofTuples?.description.errors).toHaveLength(1);
  expect(ofTuples).toEqual(read({ status: 400, body: { messages: objects } }));
});

it('Errors in a list have codes and no ids', () => {
  const error = (id: string, detail: string) => ({ status: '400', id, title: 'Wrong crumb', detail });
  const list = [
    error('61325aff-aaa7-4571-80e2-e87ed8ffb103', 'Crumb 1 is wet'),
    error('CRUMB_TOO_LARGE', 'Crumb 2 is large'),
    error('0f1d2c3b-aaa7-4571-80e2-e87ed8ffb103', 'Crumb 3 is wet'),
  ];
  const { code, errors } = read({ status: 400, body: { message: 'No', errors: list } })?.description ?? {};
  expect(code?.value).toBe('CRUMB_TOO_LARGE');
  expect(errors?.map(({ code, said }) => [code, said])).toEqual([
    [undefined, 'Crumb 1 is wet'],
    [undefined, 'Crumb 3 is wet'],
  ]);
});

it('An id of a row of what was sent is not that of the call', () => {
  const rows = [{ LinkedTransactionID: '5a68', ValidationErrors: [{ Message: 'Beak is wet' }] }];
  expect(read({ status: 400, body: { Message: 'No', Elements: rows } })?.description.requestId).toBeUndefined();
  const errors = [{ message: 'Beak is wet', transactionId: '77a' }];
  expect(read({ status: 400, body: { errors } })?.description.requestId?.value).toBe('77a');
});

it.each(['base', '__all__', 'non_field_errors', ''])('Errors of the whole form (%j) name no field', (name) => {
  const { param, errors } =
    read({ status: 400, body: { errors: { [name]: ['Too few'], beak: ['is short'] } } })?.description ?? {};
  expect(param?.value).toBe('beak');
  expect(errors?.map(({ said, param }) => [said, param])).toEqual([
    ['Too few', undefined],
    ['is short', 'beak'],
  ]);
});

it.each(['<hr><center>pondserver</center>', '<HR>pondserver/1.2'])(
  'A page does not say the name of its server (%s)',
  (foot) => {
    const body = `<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>${foot}</body></html>`;
    expect(read({ status: 502, type: 'text/html', body })?.description.said?.value).toBe('502 Bad Gateway');
  },
);

describe('An error inside a success', () => {
  it.each([
    ...INSIDE_SUCCESS,
    ...FAILING_PARTS,
    ...RARE_SUCCESSES,
    ...RARE_REFUSALS,
    ...ANSWERS,
    ...STREAMED,
    ...PAIRS,
    ...XML_ANSWERS,
    ...REFUSED_CALLS,
    ...REFUSED_CHANGES,
    ...TURNED_DOWN,
    ...CLASSES,
    ...INNER_ANSWERS,
    ...NOT_ASKED_FOR,
    ...NAMED_OTHERWISE,
    ...NAMED_AFTER_ERRORS,
    ...[...DOCUMENTED, ...FAR_AND_WIDE, ...ERRORS_BESIDE, ...TOLD_IN_SHORT, ...REFUSING_ANSWERS].filter(
      ({ status }) => status < 400,
    ),
  ])('as $title is found', (one) => {
    expectCase(one);
    expect(read(one)?.sign).toBeDefined();
  });
});

describe('A success', () => {
  it.each([
    ...LOOK_ALIKES,
    ...RARE_LOOK_ALIKES,
    ...THINGS,
    ...MADE_CHANGES,
    ...NO_ANSWERS,
    ...NOTHING_STREAMED,
    ...HEALTHY_PAIRS,
    ...HEALTHY_XML,
    ...NOT_TURNED_DOWN,
    ...NO_ERROR_CLASSES,
    ...NO_INNER_ANSWERS,
    ...ASKED_FOR,
    ...NOTHING_FAILED,
    ...NOTHING_BESIDE,
    ...NOT_AFTER_ERRORS,
    ...GOOD_ANSWERS,
    ...NOTHING_IN_SHORT,
    ...NOT_FAILED,
    ...WELL_EVERYWHERE,
  ])('with $title stays healthy', (one) => expect(read(one)).toBeUndefined());
});
