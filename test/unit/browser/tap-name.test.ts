import { describe, expect, it } from 'vitest';
import { tapName } from '../../../lib/browser/tap-name.ts';

function storage(content: Record<string, string> = {}): Pick<Storage, 'getItem' | 'setItem'> {
  return {
    getItem: (key) => content[key] ?? null,
    setItem(key, value) {
      content[key] = value;
    },
  };
}

describe('the name of the tap', () => {
  it('is an identifier that nobody guesses, and another one in each browser', () => {
    const names = Array.from({ length: 20 }, () => tapName(() => storage()));
    for (const name of names) expect(name).toMatch(/^_[0-9a-f]{32}$/);
    expect(new Set(names).size).toBe(20);
  });

  it('stays the same', () => {
    const kept = storage();
    const first = tapName(() => kept);
    expect(tapName(() => kept)).toBe(first);
  });

  it('is drawn anew where something else is kept, which would run in the page', () => {
    const kept = storage({ 'tap name': 'alert(1)' });
    const name = tapName(() => kept);
    expect(name).toMatch(/^_[0-9a-f]{32}$/);
    expect(tapName(() => kept)).toBe(name);
  });

  it('is there without a storage', () => {
    const none = () => {
      throw new Error('switched off');
    };
    expect(tapName(none)).toMatch(/^_[0-9a-f]{32}$/);
  });
});
