/** Lets a real page make the requests of the fixtures, and get their answers. */
import type { Expectation, Fixture } from '../fixtures.ts';
import { readFixtures } from '../fixtures.ts';
import type { Reply, TestServer } from '../server.ts';
import type { Session } from '../session.ts';

/** The families that the demo plays. */
const FAMILIES = new Set([
  'octoeverywhere-service',
  'octoeverywhere-plugin',
  'octoeverywhere-gadget',
  'makapix',
  'blazeauth',
]);

export interface Play {
  readonly fixture: Fixture;
  readonly expected: Expectation;
}

/** Every HTTP fixture that one of these families must explain. */
export function plays(): Play[] {
  return readFixtures().flatMap((fixture) => {
    const { channel, expect } = fixture;
    if (channel !== 'http' || expect === null || 'not' in expect || !FAMILIES.has(expect.family)) return [];
    return [{ fixture, expected: expect }];
  });
}

/** Headers that speak of how the body travelled when it was recorded. The server sends it plain, and counts for itself. */
const OF_THE_TRANSFER = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection']);

export function replyOf({ status = 200, statusText, mime, headers = {}, body, base64 }: Fixture): Reply {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_TRANSFER.has(name.toLowerCase()));
  return {
    status,
    ...(statusText !== undefined && { statusText }),
    headers: { ...(mime && { 'Content-Type': mime }), ...Object.fromEntries(kept) },
    ...(body !== undefined && { body: base64 ? Buffer.from(body, 'base64') : body }),
  };
}

/**
 * Whether the page leaves the body alone, as `if (!response.ok) throw …` does: every other time where the status says
 * everything. Otherwise it must read, since the browser hands out no body that the page did not.
 */
function leavesBody({ fixture: { status = 200 }, expected }: Play, index: number): boolean {
  return expected.family === 'octoeverywhere-service' && status >= 600 && index % 2 === 1;
}

/** Plays one fixture in `page`. Rejects where the page does not get the status that the fixture has. */
export async function play(page: Session, server: TestServer, one: Play, index: number): Promise<void> {
  const { url, method = 'GET', status = 200 } = one.fixture;
  server.answerNext(method, url, replyOf(one.fixture));
  const got = await page.evaluate(requestInPage, url, method, leavesBody(one, index));
  if (got !== status) throw new Error(`${one.fixture.id}: the page got status ${got} instead of ${status}`);
}

async function requestInPage(url: string, method: string, leaveBody: boolean): Promise<number> {
  const line = document.querySelector('p');
  if (line) line.textContent = `${method} ${url}`;
  const response = await fetch(url, { method });
  if (!leaveBody) await response.arrayBuffer();
  if (line) line.textContent = `${method} ${url} → ${response.status} ${response.statusText}`;
  return response.status;
}
