/** Keys by the names that `KeyboardEvent.key` gives them. */

export type Modifier = 'Alt' | 'Control' | 'Meta' | 'Shift';

export interface Key {
  readonly key: string;
  readonly code: string;
  /** The Windows virtual key code, which both browsers use on all systems. */
  readonly keyCode: number;
}

export interface Shortcut extends Key {
  readonly modifiers: readonly Modifier[];
}

const KEY_CODES: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
  F5: 116,
};

const MODIFIERS: ReadonlySet<string> = new Set<Modifier>(['Alt', 'Control', 'Meta', 'Shift']);

/** Reads `a`, `Enter`, `ArrowDown`, `Control+f`, `Shift+Tab`, … Throws where it names no key that is known here. */
export function readShortcut(shortcut: string): Shortcut {
  const modifiers = shortcut.split(/(?<=.)\+/);
  const key = modifiers.pop() ?? '';
  const unknown = modifiers.find((name) => !MODIFIERS.has(name));
  if (unknown !== undefined) throw new Error(`no such modifier: ${unknown}`);
  return { key, ...codesOf(key), modifiers: modifiers as Modifier[] };
}

function codesOf(key: string): Omit<Key, 'key'> {
  if (/^[a-z]$/i.test(key)) {
    const upper = key.toUpperCase();
    return { code: `Key${upper}`, keyCode: upper.charCodeAt(0) };
  }
  if (/^\d$/.test(key)) return { code: `Digit${key}`, keyCode: key.charCodeAt(0) };
  if (key === ' ') return { code: 'Space', keyCode: 32 };
  if (key === '/' || key === '?') return { code: 'Slash', keyCode: 191 };
  const known = KEY_CODES[key];
  if (known === undefined) throw new Error(`no such key: ${key}`);
  return { code: key, keyCode: known };
}
