import { expect, it } from 'vitest';
import { healthyLine } from '../../../lib/session/healthy.ts';
import { AT, httpExchange, SOCKET, socketMessage } from '../../fixtures.ts';

it('a line holds size and type, and no more of a media type than it needs', () => {
  const mimeType = `text/html; charset=utf-8; x=${'y'.repeat(1_000)}`;
  const line = healthyLine(httpExchange({ status: 200, responseSize: 12, resourceType: 'fetch', mimeType }));
  expect(line).toMatchObject({ size: 12, resourceType: 'fetch', status: 200 });
  expect(line.mimeType).toMatch(/^text\/html; charset=utf-8; x=y+$/);
  expect(line.mimeType?.length).toBeLessThanOrEqual(101);
});

it('a line of a message holds where and when it came', () => {
  expect(healthyLine(socketMessage('{}', { id: 'm' }))).toEqual({
    id: 'm',
    channel: 'websocket',
    at: AT,
    method: '',
    url: SOCKET.url,
    status: 0,
    durationMs: undefined,
  });
});
