import { expect, it, vi } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import type { FamilyDocument } from '../../../lib/catalog/schema.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { createRecorder } from '../../../lib/session/recorder.ts';
import { createSession } from '../../../lib/session/session.ts';
import { tryFamily } from '../../../lib/session/trial.ts';
import { ACME, familyOf, QUIET_SHAPE } from '../../families.ts';
import { bodyOf, httpExchange } from '../../fixtures.ts';

it('counts what a family would explain, by code, and whom it takes it from, and changes nothing', async () => {
  const session = createSession({ schedule: () => {} });
  const record = createRecorder(createEngine(builtInFamilies), session);
  const reply = (id: string, fault: string, host = 'api.acme.example') =>
    httpExchange({ id, url: `https://${host}/`, status: 429, responseBody: bodyOf(JSON.stringify({ fault })) });
  record(reply('1', 'quota_used_up'));
  record(reply('2', 'quota_used_up'));
  record(reply('3', 'something_else'));
  record(reply('4', 'quota_used_up', 'elsewhere.example'));
  const before = session.snapshot();
  const pause = vi.fn(async () => {});
  const trial = await tryFamily(familyOf(ACME), builtInFamilies, session, pause);
  expect(trial).toEqual({
    matches: 3,
    of: 4,
    taken: new Map([['http', 3]]),
    byCode: new Map([
      ['quota_used_up', 2],
      ['something_else', 1],
    ]),
  });
  expect(session.snapshot()).toBe(before);
  expect(pause).not.toHaveBeenCalled();
});

it('lets others run between two slices', async () => {
  const session = createSession({ schedule: () => {} });
  const record = createRecorder(createEngine(builtInFamilies), session);
  for (let i = 0; i < 450; i++) record(httpExchange({ id: String(i), status: 500 }));
  const pause = vi.fn(async () => {});
  await tryFamily(familyOf(ACME), builtInFamilies, session, pause);
  expect(pause).toHaveBeenCalledTimes(2);
});

it('tries a family in the place of the one with its id, and takes nothing from itself', async () => {
  const acme = familyOf(ACME);
  const session = createSession({ schedule: () => {} });
  const record = createRecorder(createEngine([acme, ...builtInFamilies]), session);
  const url = 'https://api.acme.example/';
  record(httpExchange({ id: '1', url, status: 429, responseBody: bodyOf('{"fault":"quota_used_up"}') }));
  const trialOf = (shapes: FamilyDocument['shapes']) =>
    tryFamily(familyOf({ ...ACME, shapes }), [acme], session, async () => {});
  expect(await trialOf(ACME.shapes)).toMatchObject({ matches: 1, taken: new Map() });
  expect(await trialOf([QUIET_SHAPE])).toMatchObject({ matches: 0, of: 1, byCode: new Map() });
});
