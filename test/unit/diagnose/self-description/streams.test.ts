import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../../lib/diagnose/decode/content.ts';
import { signOf } from '../../../../lib/diagnose/self-description/find-sign.ts';
import { mayHoldError, readReply } from '../../../../lib/diagnose/self-description/reply.ts';
import { FAILING_PARTS } from './cases/failing-parts.ts';
import { INSIDE_SUCCESS } from './cases/inside-success.ts';
import { LOOK_ALIKES } from './cases/look-alikes.ts';

const TYPE = 'application/x-ndjson';
const CONTEXT = { method: 'POST', status: 200, isPart: false };

const bodies: readonly unknown[] = [...INSIDE_SUCCESS, ...FAILING_PARTS, ...LOOK_ALIKES]
  .map(({ body }): unknown => body)
  .filter((body) => typeof body === 'object');

/** JSON on one line, as compact writers and as Python write it. */
const line = fc
  .tuple(fc.constantFrom(...bodies), fc.boolean())
  .map(([body, isSpaced]) =>
    isSpaced ? JSON.stringify(body, null, 1).replaceAll(/\n\s*/g, ' ') : JSON.stringify(body),
  );
const quiet = fc
  .record({ id: fc.string(), n: fc.integer(), delta: fc.record({ content: fc.lorem() }) })
  .map((value) => JSON.stringify(value));

describe('the first look at lines of JSON', () => {
  it('misses nothing at their end that reading them all would find', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(quiet, { maxLength: 30 }), line, fc.array(quiet, { maxLength: 8 }), (before, one, after) => {
        const text = [...before, one, ...after].join('\n');
        const content = contentOf(text, TYPE);
        if (!content || !signOf(content, CONTEXT)) return;
        found++;
        if (!mayHoldError(text, TYPE)) throw new Error(`missed ${one}`);
      }),
      { numRuns: 1_000, seed: 11 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it('sees an error far from the end of a long stream', () => {
    const after = '{"id":"chat-1","choices":[{"index":0,"delta":{"content":"word"},"finish_reason":null}]}\n'.repeat(
      1_000,
    );
    const text = `{"id":"chat-0"}\n{"error":{"message":"The server is overloaded","type":"overloaded_error"}}\n${after}`;
    const reading = readReply({ ...CONTEXT, headers: [], type: TYPE, text, now: 0 });
    expect(reading?.sign?.index).toBe(1);
    expect(mayHoldError(after, TYPE)).toBe(false);
  });
});
