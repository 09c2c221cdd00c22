import { describe, expect, it } from 'vitest';
import { builtInFamilies } from '../../../lib/catalog/index.ts';
import { parseFamily } from '../../../lib/catalog/parse-family.ts';
import { createEngine } from '../../../lib/diagnose/diagnose.ts';
import { draftFromReply } from '../../../lib/drafts/from-reply.ts';
import { mergeDraft } from '../../../lib/drafts/merge.ts';
import { templateOf } from '../../../lib/drafts/places.ts';
import type { Exchange } from '../../../lib/exchange.ts';
import { ACME, familyOf } from '../../families.ts';
import { bodyOf, httpExchange, SOCKET, socketClose, socketMessage, streamEvent } from '../../fixtures.ts';

const general = createEngine(builtInFamilies);

function reply(body: unknown, { status = 422, url = 'https://api.acme.example/v1/orders/7' } = {}) {
  return httpExchange({ url, status, mimeType: 'application/json', responseBody: bodyOf(JSON.stringify(body)) });
}

/** The draft that a reply gives, and what a family made of it says of another exchange. */
function learnt(exchange: Exchange) {
  const finding = general.diagnose(exchange);
  const draft = finding && draftFromReply({ exchange, finding });
  if (!draft) throw new Error('no draft');
  const parsed = parseFamily(draft.document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const engine = createEngine([parsed.family, ...builtInFamilies]);
  const reads = (other: Exchange) => {
    const found = engine.diagnose(other);
    return found && `${found.family}/${found.code}${found.entry === undefined ? '' : ' listed'}`;
  };
  return { ...draft, reads };
}

describe('a draft from a reply', () => {
  it.each<[string, unknown, string]>([
    ['a code and a message', { code: 'E17', message: 'No such order' }, 'E17'],
    ['a code inside', { error: { code: 'order_missing', message: 'No such order' } }, 'order_missing'],
    ['a member of its own', { fault: 'no_coffee', words: 'Only tea here' }, 'no_coffee'],
    ['a number', { errorCode: 4711, errorMessage: 'No such order' }, '4711'],
    ['a list', { errors: [{ code: 'gone', detail: 'It is gone' }] }, 'gone'],
    ['a code in capitals', { Status: 'INVALID_STATE', Reason: 'The order was shipped' }, 'INVALID_STATE'],
    ['a code deep inside', { meta: { problem: { reason: 'stock-empty', text: 'None left' } } }, 'stock-empty'],
    ['a list at the top', [{ code: 'a.b', message: 'Not so' }], 'a.b'],
    ['a dotted type', { type: 'orders.locked', title: 'The order is locked' }, 'orders.locked'],
    ['names in German', { fehlerCode: 'BESTAND', meldung: 'Nichts mehr da' }, 'BESTAND'],
  ])('explains the reply that it was made from: %s', (_, body, code) => {
    const exchange = reply(body);
    const { document, reads } = learnt(exchange);
    expect(document).toMatchObject({ id: 'acme-example', hosts: ['api.acme.example'] });
    expect(reads(exchange)).toBe(`acme-example/${code} listed`);
  });

  it('explains nothing on another host', () => {
    const body = { code: 'E17', message: 'No such order' };
    expect(learnt(reply(body)).reads(reply(body, { url: 'https://elsewhere.example/' }))).not.toMatch('acme');
  });

  it('has the variable parts of a message as places, so that the next one fits', () => {
    const first = reply({ code: 'E17', message: 'Order 4711 of "Ann" was not found' });
    const { document, reads } = learnt(first);
    expect(document.entries[0]?.texts).toEqual(['Order {number} of "{name}" was not found']);
    expect(reads(reply({ code: 'E17', message: 'Order 12 of "Bob" was not found' }))).toBe('acme-example/E17 listed');
    expect(reads(reply({ code: 'E17', message: 'Something else' }))).toBe('acme-example/E17');
  });

  it('reads other codes of the same envelope as unlisted ones', () => {
    const { reads } = learnt(reply({ code: 'E17', message: 'No such order' }));
    expect(reads(reply({ code: 'E18', message: 'Too late' }, { status: 409 }))).toBe('acme-example/E18');
  });

  it('inside a success asks for what says that it is none', () => {
    const failing = reply({ ok: false, error: 'no_coffee' }, { status: 200 });
    const { document, reads } = learnt(failing);
    expect(document.shapes[0]?.body?.members).toMatchObject({ ok: { is: false } });
    expect(reads(failing)).toBe('acme-example/no_coffee listed');
    expect(reads(reply({ ok: true, error: 'no_coffee' }, { status: 200 }))).not.toMatch('acme');
  });

  it('takes the status where the body says nothing', () => {
    const bare = httpExchange({ url: 'https://api.acme.example/x', status: 418 });
    const { document, reads } = learnt(bare);
    expect(document.entries[0]?.codes).toEqual(['418']);
    expect(reads(bare)).toBe('acme-example/418 listed');
  });

  it.each<[string, Exchange, string]>([
    [
      'a close',
      socketClose({ socket: { ...SOCKET, url: 'wss://live.acme.example/' }, code: 4711, reason: 'session over' }),
      '4711',
    ],
    [
      'a message',
      socketMessage('{"type":"error","code":"E9","message":"Not so"}', {
        socket: { ...SOCKET, url: 'wss://live.acme.example/' },
      }),
      'E9',
    ],
    [
      'an event of a stream',
      streamEvent('{"error":{"code":"overloaded","message":"Try later"}}', { event: 'error' }),
      'overloaded',
    ],
  ])('is made of %s too', (_, exchange, code) => {
    const { reads } = learnt(exchange);
    expect(reads(exchange)).toMatch(new RegExp(`/${code} listed$`));
  });

  it('leaves open what the reply does not say', () => {
    expect(learnt(reply({ code: 'E17' })).open).toEqual(
      expect.arrayContaining(['entries.0.action', 'entries.0.permanence', 'entries.0.meaning', 'source']),
    );
  });

  it('speaks for the path in the beginnings that other calls share', () => {
    expect(learnt(reply({ code: 'E17' })).document.shapes[0]?.hints?.paths).toEqual(['/v1/orders/']);
  });

  it.each([
    ['__proto__', '{"__proto__":{"code":"E1"},"code":"E17"}'],
    ['dots', '{"a.b":"E1","code":"E17"}'],
    ['dollars', '{"$status":"E1","code":"E17"}'],
    ['depth', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`],
    ['length', JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i])))],
  ])('is a good family whatever names the body has: %s', (_, body) => {
    const exchange = httpExchange({
      url: 'https://api.acme.example/x',
      status: 500,
      mimeType: 'application/json',
      responseBody: bodyOf(body),
    });
    expect(() => learnt(exchange)).not.toThrow();
  });
});

describe('a template of a message', () => {
  it.each([
    ["Playset 'Blue' not found", "Playset '{name}' not found"],
    ['Try again in 30 seconds', 'Try again in {seconds} seconds'],
    ['Only 5 of 10 left', 'Only {number} of {number2} left'],
    ['User 123e4567-e89b-12d3-a456-426614174000 is gone', 'User {id} is gone'],
    ['No access to https://a.example/x?y=1 for a@b.example', 'No access to {url} for {email}'],
    ['Locked until 2026-11-26T12:00:00Z', 'Locked until {time}'],
    ["You don't have access", "You don't have access"],
    ['Order was not found', 'Order was not found'],
    ['Key sk_live_4eC39HqLyjWD is wrong', 'Key {id} is wrong'],
  ])('has places for what varies: %s', (text, template) => {
    expect(templateOf(text)).toBe(template);
  });

  it.each(['', '12345', 'has {braces}', 'x'.repeat(501)])('is none: %s', (text) => {
    expect(templateOf(text)).toBeUndefined();
  });
});

describe('a draft put into a family', () => {
  it('adds what is new and keeps what is there', () => {
    const { document } = learnt(reply({ code: 'E17', message: 'No such order' }));
    const merged = mergeDraft({ ...ACME, version: '1.4' }, document);
    expect(merged).toMatchObject({ id: 'acme', version: '1.5', hosts: ['api.acme.example'] });
    expect(merged.shapes.map(({ id }) => id)).toEqual(['reply', 'reply-2']);
    expect(merged.entries.map(({ codes }) => codes[0])).toEqual(['quota_used_up', 'E17']);
    expect(() => familyOf(merged)).not.toThrow();
    expect(mergeDraft(merged, document).entries).toHaveLength(2);
  });
});
