/** Headers that no standard knows: what tells how a server fared stays, what opens something goes. */
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const header = (name: string, value: string, sent = false) => createRedaction().write.header({ name, value }, sent);

describe('stays', () => {
  it.each([
    ['X-Render-Time', '0.0418273645'],
    ['Backend-Time-End', '1750896738.884'],
    ['X-Acme-Rate-Limit-Reset', '1769015801'],
    ['X-Acme-Build', '3.2025.0914.7'],
    ['X-Acme-Server', '2.1.11063.14 - EU Slices'],
    ['Api-Supported-Versions', '2025-03-01-preview, 2025-11-01-preview'],
    ['P3P', 'CP="CAO DSP COR ADMa"'],
    ['X-Content-Security-Policy', "default-src 'self'; connect-src https:"],
    ['X-Acme-Meta', '{"correlation_id":"c07a0ff65585b585977076babb543731","version":"1"}'],
    ['X-Acme-Secret-Check-Outcome', 'no-match'],
    [
      'WWW-Authenticate',
      'Bearer authorization="https://login.acme.example/tenant-7", resource="https://vault.acme.example"',
    ],
    ['User-Agent', 'acme-js-vault-secrets/4.7.0 core-rest/1.12.0 Node/v18'],
    ['Set-Cookie', '[REDACTED]'],
  ])('%s: %s', (name, value) => expect(header(name, value)).toBe(value));
});

describe('goes', () => {
  it.each([
    ['X-Acme-Meta', '{"token":"fN7qLw2xZ9rT4vB8kM1pS6dG"}', 'fN7qLw2xZ9rT4vB8kM1pS6dG'],
    ['X-Client-Address', '203.0.113.77', '203.0.113.77'],
    ['X-Acme-Blob', 'a:fN7qLw2xZ9rT4vB8kM1p', 'fN7qLw2xZ9rT4vB8kM1p'],
    ['WWW-Authenticate', 'Bearer authorization="fN7qLw2xZ9rT4vB8kM1pS6dG"', 'fN7qLw2xZ9rT4vB8kM1pS6dG'],
    [
      'WWW-Authenticate',
      'Bearer authorization="https://a.example/t?access_token=fN7qLw2xZ9rT4vB8"',
      'fN7qLw2xZ9rT4vB8',
    ],
    ['Cookie', 'sid=no', 'no'],
    ['X-Answer', '123-456-789', '123-456-789'],
  ])('%s: %s', (name, value, secret) => expect(header(name, value, true)).not.toContain(secret));
});
