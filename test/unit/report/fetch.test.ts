import { expect, it } from 'vitest';
import { writeFetch } from '../../../lib/report/fetch.ts';
import { createRedactor } from '../../../lib/report/redact.ts';
import { failure } from '../../failures.ts';
import { bodyOf, httpExchange } from '../../fixtures.ts';

const request = httpExchange({
  method: 'POST',
  url: 'https://api.example/login?api_key=planted-key-0123456789',
  requestHeaders: [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'User-Agent', value: 'x' },
    { name: 'Accept', value: 'text/planted-4711-w0rd' },
    { name: 'Authorization', value: 'Bearer planted-token-0123456789abcdef' },
    { name: ':authority', value: 'api.example' },
  ],
  requestBody: bodyOf('{"name":"</script>","password":"planted-4711-w0rd"}'),
});

it('a call of fetch does what the page did, without its secrets', async () => {
  const code = writeFetch([failure({}, request)], createRedactor({}));
  expect(code).not.toContain('planted');
  const calls: unknown[] = [];
  const run = new Function('fetch', `return (async () => { ${code} })()`);
  await run((...call: unknown[]) => calls.push(call));
  expect(calls).toMatchObject([
    [
      expect.stringContaining('https://api.example/login?api_key='),
      { method: 'POST', body: expect.stringContaining('</script>') },
    ],
  ]);
  const [[, { headers }]] = calls as [[string, { headers: [string, string][] }]];
  expect(headers.map(([name]) => name)).toEqual(['Content-Type', 'Accept', 'Authorization']);
});

it('a call of fetch says what of the body it lacks, and runs', async () => {
  const requestBody = { state: 'read', text: '\u0000\ufffd', base64: false, cut: false } as const;
  const code = writeFetch([failure({}, { ...request, requestBody })], createRedactor({}));
  expect(code).toMatch(/^\/\/ The body is not all text/);
  await expect(new Function('fetch', `return (async () => { ${code} })()`)(() => undefined)).resolves.toBeUndefined();
});
