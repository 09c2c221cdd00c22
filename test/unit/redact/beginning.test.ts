import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../../lib/redact/redaction.ts';

const REPLY = '{"note":"x","token":"planted-value-1","b":{"value":"planted-value-2","name":"password"},"c":3}';

function beginning(text: string, upTo: number) {
  const { collect, write, count } = createRedaction();
  const facts = { mimeType: 'application/json', sent: false };
  collect.body(text, facts);
  return { out: write.body(text, { ...facts, upTo }) as string, count: count() };
}

describe('the beginning of a body', () => {
  it('counts what it holds and ends in an ellipsis', () => {
    expect(beginning(REPLY, 11)).toEqual({ out: '{"note":"x"…', count: 0 });
    expect(beginning(REPLY, 38)).toEqual({ out: '{"note":"x","token":"<token 1>",…', count: 1 });
  });

  it('hides the whole of a secret that goes on beyond it', () => {
    expect(beginning(REPLY, 24)).toEqual({ out: '{"note":"x","token":"<token 1>…', count: 1 });
  });

  it('is hidden by what stands behind it', () => {
    const upTo = REPLY.indexOf('"name"');
    expect(beginning(REPLY, upTo).out).not.toContain('planted-value-2');
    expect(beginning(REPLY.slice(0, upTo), upTo).out).toContain('planted-value-2');
  });

  it('is the whole where there is no more', () => {
    expect(beginning(REPLY, REPLY.length).out).toBe(beginning(REPLY, REPLY.length + 1).out);
    expect(JSON.parse(beginning(REPLY, REPLY.length).out)).toMatchObject({ token: '<token 1>', c: 3 });
  });

  it('begins as the whole does, wherever it ends', () => {
    const member = fc.record({ id: fc.integer(), token: fc.constantFrom('planted-value-1', 'planted-value-2') });
    fc.assert(
      fc.property(fc.array(member, { minLength: 1 }), fc.nat({ max: 200 }), (list, upTo) => {
        const text = JSON.stringify(list);
        const whole = beginning(text, text.length).out;
        const { out } = beginning(text, upTo);
        expect(whole.startsWith(out.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});
