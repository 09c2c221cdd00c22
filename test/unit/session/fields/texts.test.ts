import { describe, expect, it } from 'vitest';
import { type Row, rowOf } from '../../../../lib/session/rows.ts';
import { failure } from '../../../failures.ts';
import { AT, bodyOf, mqttPacket, SOCKET, socketClose, socketMessage } from '../../../fixtures.ts';
import { failureRow, healthyRow, lets, socketRow, table } from '../filter/table.ts';

const place = { function: 'load', url: 'https://a.example/js/app.js', line: 41, column: undefined };
const authored = { ...place, original: { function: 'load', url: 'src/load.ts', line: 7, column: 1 } };
const blocked = { by: 'cors', rule: 'method-not-allowed', cure: undefined } as const;
const message = socketRow(socketMessage('{"a":1}', { socket: SOCKET }));
const packet = socketRow(mqttPacket({ topic: 'a/b', length: 9, body: bodyOf('{"b":2}') }));
const close = socketRow(socketClose());

function fieldOf(id: string) {
  return table.field(id) ?? expect.unreachable();
}

describe('a column shows', () => {
  it.each<[id: string, row: Row, text: string]>([
    ['time', failureRow({}, { at: AT }), String(AT)],
    ['seen', failureRow({}, {}, 3), '×3'],
    ['seen', failureRow(), ''],
    ['larger-than', failureRow(), '2000'],
    ['larger-than', failureRow({}, { responseSize: undefined }), ''],
    ['larger-than', healthyRow({ size: 12 }), '12'],
    ['larger-than', message, '7'],
    ['larger-than', packet, '9'],
    ['larger-than', close, ''],
    ['duration', failureRow({}, { durationMs: 40 }), '40'],
    ['duration', close, ''],
    ['waterfall', failureRow(), ''],
    ['initiator', failureRow({}, { initiator: place }), 'app.js:41'],
    ['initiator', failureRow({}, { initiator: authored }), 'load.ts:7'],
    ['initiator', failureRow(), ''],
    ['initiator', healthyRow(), ''],
    ['family', failureRow(), 'Makapix'],
    ['code', failureRow({ code: 'E1' }), 'E1'],
    ['code', healthyRow({ status: 0 }), ''],
    ['status-code', failureRow(), '429'],
    ['status-code', close, ''],
    ['domain', failureRow(), 'api.makapix.club'],
    ['scheme', failureRow({}, { url: 'HTTPS://a.example/' }), 'https'],
    ['scheme', failureRow({}, { url: 'no address' }), ''],
    ['scheme', failureRow({}, { url: '/x?at=https://a.example' }), ''],
    ['mime-type', failureRow(), 'application/json'],
    ['mime-type', failureRow({}, { mimeType: ' Text/HTML ' }), 'text/html'],
    ['mime-type', healthyRow({ mimeType: 'image/png' }), 'image/png'],
    ['mime-type', healthyRow(), ''],
    ['mime-type', message, ''],
    ['resource-type', failureRow({}, { resourceType: 'xhr' }), 'xhr'],
    ['resource-type', healthyRow({ resourceType: 'image' }), 'image'],
    ['resource-type', healthyRow(), ''],
    ['resource-type', message, ''],
    ['topic', packet, 'a/b'],
    ['topic', socketRow(mqttPacket()), ''],
    ['topic', message, ''],
    ['operation', failureRow(), 'upload art'],
    ['said', failureRow(), 'Try again LATER.'],
    ['blocked', failureRow({ blocked }), 'cors method-not-allowed'],
    ['blocked', failureRow({ blocked: { ...blocked, rule: undefined } }), 'cors'],
    ['blocked', failureRow(), ''],
    ['blocked', healthyRow(), ''],
    ['channel', packet, 'mqtt'],
    ['channel', healthyRow(), 'http'],
    ['has-response-header', failureRow(), 'Retry-After'],
    [
      'has-response-header',
      failureRow({}, { responseHeaders: ['A', 'B'].map((name) => ({ name, value: '' })) }),
      'A\nB',
    ],
    ['operation', failureRow({ operation: undefined }), ''],
    ['has-response-header', healthyRow(), ''],
    ['body', failureRow({}, { requestBody: bodyOf('asked') }), 'asked\n{"detail":"Slow Down"}'],
    ['body', packet, '{"b":2}'],
    ['body', close, ''],
    ['body', healthyRow(), ''],
  ])('as %s of %#', (id, row, text) => expect(fieldOf(id).text(row, table.words)).toBe(text));
});

describe('a sort order goes by', () => {
  it.each<[id: string, row: Row, key: number | string]>([
    ['time', healthyRow({ at: 5 }), 5],
    ['waterfall', healthyRow({ at: 5 }), 5],
    ['seen', failureRow({}, {}, 3), 3],
    ['seen', failureRow(), 1],
    ['seen', healthyRow(), 0],
    ['larger-than', failureRow(), 2_000],
    ['larger-than', close, -1],
    ['duration', failureRow({}, { durationMs: 0 }), 0],
    ['duration', close, -1],
    ['url', failureRow(), 'api.makapix.club:8443/api/post/upload?size=64'],
    ['status-code', failureRow(), 429],
    ['code', failureRow({ code: '0429' }), 429],
    ['code', failureRow({ code: 'E1' }), 'e1'],
    ['code', failureRow({ code: '1e3' }), '1e3'],
    ['code', failureRow({ code: '1'.repeat(16) }), '1'.repeat(16)],
    ['code', healthyRow(), 200],
    ['code', healthyRow({ status: 0 }), ''],
    ['kind', failureRow({ permanence: 'temporary' }), 0],
    ['kind', failureRow({ permanence: 'unknown' }), 2],
    ['kind', healthyRow(), 3],
    ['confidence', failureRow({ confidence: 'certain' }), 0],
    ['confidence', failureRow({ confidence: 'possible' }), 2],
    ['confidence', healthyRow(), 3],
  ])('the %s of %#', (id, row, key) => expect(fieldOf(id).sortKey?.(row, table.words)).toBe(key));
});

describe('a filter', () => {
  it.each<[query: string, row: Row, isLet: boolean]>([
    ['initiator:load', failureRow({}, { initiator: place }), true],
    ['initiator:/js/', failureRow({}, { initiator: place }), true],
    ['initiator:load.ts:7', failureRow({}, { initiator: authored }), true],
    ['initiator:app.js:41', failureRow({}, { initiator: authored }), true],
    ['initiator:a', failureRow(), false],
    ['family:club', failureRow(), true],
    ['family:makapix', healthyRow(), false],
    ['is:repeated', failureRow({}, {}, 2), true],
    ['is:repeated', failureRow(), false],
    ['is:healthy', healthyRow(), true],
    ['is:healthy', failureRow(), false],
    ['is:failed', healthyRow(), false],
    ['is:recovered', rowOf([failure()], { at: AT, since: AT, attempts: 2 }) ?? expect.unreachable(), true],
    ['is:recovered', failureRow(), false],
    ['is:recovered', healthyRow(), false],
    ['is:from-cache', failureRow({}, { fromCache: 'disk' }), true],
    ['is:from-cache', failureRow(), false],
    ['is:from-cache', message, false],
    ['is:service-worker-intercepted', failureRow({}, { viaServiceWorker: true }), true],
    ['is:service-worker-intercepted', failureRow(), false],
    ['is:withheld', failureRow({}, { withheld: true }), true],
    ['is:withheld', failureRow(), false],
    ['is:withheld', message, false],
    ['has:retry-after', failureRow(), true],
    ['has:retry-after', failureRow({}, { responseHeaders: [] }), false],
    ['has:retry-after', healthyRow(), false],
    ['has:wait', failureRow({ retry: { afterMs: 1, from: 'body' } }), true],
    ['has:wait', failureRow(), false],
    ['has:wait', healthyRow(), false],
    ['has:operation', failureRow({ operation: undefined }), false],
    ['has:operation', healthyRow(), false],
    ['has:said', failureRow(), true],
    ['has:said', failureRow({ said: undefined }), false],
    ['has:said', healthyRow(), false],
    ['has:body', failureRow(), true],
    ['has:body', failureRow({}, { responseBody: { state: 'absent', why: 'unread' } }), false],
    ['has:body', message, false],
    [
      'initiator:jsload',
      failureRow({}, { initiator: { ...place, url: 'https://a.example/x.js', line: undefined } }),
      false,
    ],
    ['larger-than:1.999k', failureRow(), true],
    ['larger-than:1999b', failureRow(), true],
    ['larger-than:2k', failureRow(), false],
    ['larger-than:1kb', failureRow(), true],
    ['larger-than:1m', failureRow({}, { responseSize: 1_000_001 }), true],
    ['larger-than:1mb', failureRow({}, { responseSize: 1_000_000 }), false],
    ['larger-than:0.5k', message, false],
  ])('%s of %#', (query, row, isLet) => expect(lets(query, row)).toBe(isLet));

  it('names the marks that a row has', () => {
    expect(fieldOf('is').text(failureRow({}, {}, 2), table.words)).toBe('repeated\nfailed');
    expect(fieldOf('has').text(failureRow(), table.words)).toBe('retry-after\noperation\nsaid\nbody');
  });
});
