import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDigests, digestOf } from '../../../lib/session/digest.ts';
import { httpExchange } from '../../fixtures.ts';
import { type DifferenceScript, play, readScripts } from '../../scripted.ts';

describe('the difference that matters', () => {
  it.each(readScripts<DifferenceScript>('differences'))('stands first in $name', async ({ script }) => {
    const { exchanges } = await play([...script.before, script.failure]);
    const digests = createDigests({ salt: 7 });
    const failure = exchanges.at(-1);
    for (const exchange of exchanges) if (exchange !== failure) digests.take(exchange, false);
    const [first] = (failure && digests.differencesOf(failure)) ?? [];
    expect(first).toMatchObject({ part: script.differs.part, name: script.differs.name ?? '' });
  });
});

describe('digests', () => {
  it('hold no value of what they are made of', () => {
    const secret = 'made-up-secret-of-the-page';
    const requestHeaders = [
      { name: 'Authorization', value: `Bearer ${secret}` },
      { name: 'Cookie', value: `session=${secret}` },
    ];
    const text = JSON.stringify({ password: secret, list: [{ secret }] });
    const requestBody = { state: 'read', text, base64: false, cut: false } as const;
    const exchange = httpExchange({ requestHeaders, requestBody, url: `https://a.example/x?key=${secret}` });
    const written = JSON.stringify(digestOf(exchange, 7));
    expect(written).toContain('password');
    expect(written).not.toContain(secret);
    expect(digestOf(exchange, 8).values).not.toEqual(digestOf(exchange, 7).values);
  });

  it('know nothing of an endpoint that never succeeded', () => {
    const digests = createDigests({ salt: 7 });
    digests.take(httpExchange({ status: 500 }), true);
    expect(digests.differencesOf(httpExchange({ status: 500 }))).toBeUndefined();
  });

  it('find no difference between equal requests, whatever they hold', () => {
    const headers = fc.array(fc.record({ name: fc.string(), value: fc.string() }));
    const property = fc.property(
      headers,
      fc.json(),
      fc.webUrl({ withQueryParameters: true }),
      (requestHeaders, text, url) => {
        const digests = createDigests({ salt: 7 });
        const requestBody = { state: 'read', text, base64: false, cut: false } as const;
        const exchange = httpExchange({ requestHeaders, requestBody, url });
        digests.take(exchange, false);
        const names = new Set(requestHeaders.map(({ name }) => name.toLowerCase()));
        if (names.size === requestHeaders.length) expect(digests.differencesOf(exchange)).toEqual([]);
      },
    );
    fc.assert(property);
  });
});
