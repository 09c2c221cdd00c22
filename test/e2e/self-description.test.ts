/** What a reply, an event or a message says of itself, from the wire to the pane and the report. */
import { beforeEach, describe, expect, it } from 'vitest';
import { PageSocket } from '../page-socket.ts';
import type { Reply } from '../server.ts';
import { tapInPlace } from '../tap-in-place.ts';
import { itExceptIn } from './cases.ts';
import { detailsSay, openDetails, request, SHOP, shows, startOver, withStage } from './stage.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const STREAM_TYPE = { 'Content-Type': 'text/event-stream' };

const OVERLOADED = [
  'event: message_start\ndata: {"type":"message_start"}',
  'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"The kitchen is full"}}',
]
  .map((event) => `${event}\n\n`)
  .join('');

describe('what a failure says of itself', () => {
  const stage = withStage();

  beforeEach(() => startOver(stage));

  /** Has the page ask for a reply, waits for its row, and opens it. */
  async function met(path: string, reply: Reply, row: { readonly code: string; readonly permanence?: string }) {
    const { server, page, panel } = stage;
    server.answerNext('GET', `${SHOP}${path}`, reply);
    await request(page, `${SHOP}${path}`);
    await shows(panel, [{ channel: 'http', ...row }]);
    await openDetails(panel, `[data-code="${row.code}"]`);
  }

  function reported(): Promise<string> {
    return stage.panel.copied(() => stage.panel.click('[data-copy=github]'));
  }

  it('an error in a 200', async () => {
    const body = JSON.stringify({ ok: false, error: 'table_not_found', request_id: 'rq-200-7' });
    await met('/api/table', { headers: JSON_TYPE, body }, { code: 'table_not_found', permanence: 'permanent' });
    await detailsSay(stage.panel, 'rq-200-7');
    expect(await reported()).toContain('rq-200-7');
  });

  it('an error event of a stream, with the request id of the response that carries it', async () => {
    const headers = { ...STREAM_TYPE, 'X-Request-Id': 'rq-stream-9' };
    await met('/v1/messages', { headers, body: OVERLOADED }, { code: 'overloaded_error', permanence: 'temporary' });
    await detailsSay(stage.panel, 'The kitchen is full');
    await detailsSay(stage.panel, 'rq-stream-9');
    const report = await reported();
    expect(report).toContain('The kitchen is full');
    expect(report).toContain('rq-stream-9');
  });

  itExceptIn({ firefox: 'extensions are told of a stream when it has ended' })(
    'an error event of a stream that is still open',
    async () => {
      const { server, page, panel } = stage;
      const headers = { ...STREAM_TYPE, 'X-Request-Id': 'rq-open-3' };
      server.answerNext('GET', `${SHOP}/live`, { headers, body: OVERLOADED, fault: 'endless' });
      await page.evaluate((url) => void new EventSource(url), `${SHOP}/live`);
      await shows(panel, [{ code: 'overloaded_error', channel: 'http' }]);
      await openDetails(panel, '[data-code="overloaded_error"]');
      await detailsSay(panel, 'rq-open-3');
    },
  );

  it('a refused join of a channel on a socket', async () => {
    const { server, page, panel } = stage;
    await tapInPlace(page);
    const url = 'wss://chat.example/socket/websocket?vsn=2.0.0';
    const refusal = JSON.stringify([
      '1',
      '1',
      'room:9',
      'phx_reply',
      { status: 'error', response: { reason: 'room is full' } },
    ]);
    server.acceptSocket(url, { does: [{ await: 'message' }, { send: refusal }] });
    const socket = await PageSocket.open(page, url);
    await socket.send(JSON.stringify(['1', '1', 'room:9', 'phx_join', {}]));
    await shows(panel, [{ channel: 'websocket', code: 'room is full' }]);
    await openDetails(panel, '[data-code="room is full"]');
    expect(await reported()).toContain('room is full');
  });

  it('a 403 that is a limit, with its wait', async () => {
    const headers = {
      ...JSON_TYPE,
      Date: new Date().toUTCString(),
      'X-RateLimit-Limit': '60',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(Math.floor(Date.now() / 1000) + 90),
    };
    const body = JSON.stringify({
      message: 'Too much asked from this address',
      documentation_url: 'https://docs.example/limits',
    });
    await met('/repos', { status: 403, headers, body }, { code: '403', permanence: 'temporary' });
    await detailsSay(stage.panel, /Wait until .* left\), then retry once/);
    await detailsSay(stage.panel, 'docs.example/limits');
    expect(await reported()).toMatch(/(?:8\d|90) s/);
  });

  it('a 429 that is about money', async () => {
    const body = JSON.stringify({
      error: {
        message: 'You exceeded your current quota, check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      },
    });
    await met(
      '/v1/completions',
      { status: 429, headers: JSON_TYPE, body },
      { code: 'insufficient_quota', permanence: 'permanent' },
    );
    await detailsSay(stage.panel, 'check your plan and billing details');
    expect(await reported()).toContain('insufficient_quota');
  });

  it('links and the id of the request', async () => {
    const { panel } = stage;
    const error = {
      code: 'parameter_missing',
      message: 'Say how much.',
      doc_url: 'https://docs.example/errors/missing',
    };
    const headers = { ...JSON_TYPE, 'Request-Id': 'req_links_5' };
    await met('/v1/charges', { status: 400, headers, body: JSON.stringify({ error }) }, { code: 'parameter_missing' });
    await detailsSay(panel, 'req_links_5');
    const links = await panel.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('[data-part="links"] a')].map(({ href }) => href),
    );
    expect(links).toEqual([error.doc_url]);
    const report = await reported();
    expect(report).toContain('req_links_5');
    expect(report).toContain(error.doc_url);
  });
});
