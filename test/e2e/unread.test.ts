/**
 * Replies whose body the page leaves unread. Chromium tells of them like of any other, but for those that forbid storing: these it
 * keeps back until the page reads them.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_STORE } from '../server.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { per } from './cases.ts';
import {
  API,
  detailsSay,
  detailsText,
  LEFT_UNREAD,
  openDetails,
  recordStacks,
  requestUnread,
  SENTINEL_ROW,
  settled,
  shows,
  startOver,
  withStage,
} from './stage.ts';

const PROBLEM = { 'Content-Type': 'application/problem+json' };
/** Its family can only be told by whoever has the body. */
const BODY = '{"type":"https://shop.example/closed","title":"The warehouse is closed","status":503}';
const BY_BODY = { family: 'problem-details', channel: 'http', count: 1 };
const BY_STATUS = { family: 'http', code: '503', channel: 'http', count: 1 };
const UNREAD = /the page did not read the body/;

describe('a failing reply that the page does not read', () => {
  const stage = withStage();

  beforeEach(() => startOver(stage));

  const unread = async (headers: Readonly<Record<string, string>>) => {
    const { server, page } = stage;
    server.answerNext('GET', `${API}/orders`, { status: 503, headers: { ...PROBLEM, ...headers }, body: BODY });
    expect(await requestUnread(page, `${API}/orders`)).toBe('Error: HTTP 503');
  };

  it.each([
    ['without a word about caches', {}],
    ['that may be stored when it is checked again', { 'Cache-Control': 'no-cache' }],
  ])('is diagnosed by its body, %s', async (_, headers) => {
    const { panel } = stage;
    await unread(headers);
    await shows(panel, [BY_BODY]);
    await openDetails(panel, '[data-family]');
    expect(await detailsText(panel)).not.toMatch(UNREAD);
    await settled(stage, stage.server);
    await shows(panel, [BY_BODY, SENTINEL_ROW]);
  });

  it('is diagnosed by its status where it forbids storing, and the pane says why', async () => {
    const { panel } = stage;
    const row = per({ chromium: BY_STATUS, firefox: BY_BODY });
    await unread(NO_STORE);
    await shows(panel, [row]);
    await openDetails(panel, '[data-family]');
    await detailsSay(panel, LEFT_UNREAD);
    await settled(stage, stage.server);
    await shows(panel, [row, SENTINEL_ROW]);
  });

  it('is diagnosed by its body though it forbids storing, where the page may record', async () => {
    const { page, panel } = stage;
    await recordStacks(panel);
    await startOver(stage);
    await tapInPlace(page);
    await unread(NO_STORE);
    await shows(panel, [BY_BODY]);
    await openDetails(panel, '[data-family]');
    expect(await detailsText(panel)).not.toMatch(UNREAD);
  });
});
