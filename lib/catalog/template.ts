/**
 * Text templates: literal text with `{named}` places, matched against a whole text.
 * Matching is anchored and linear in the text, so a catalogue that somebody else wrote cannot stall the panel.
 */

/** What stood in the places of a template, by name. */
export type Captures = Readonly<Record<string, string>>;

export interface Template {
  /** The captures when the whole text fits, else undefined. Both sides are compared trimmed and without one final full stop. */
  match(text: string): Captures | undefined;
  /** The text itself when the template has no places: lets an index look it up instead of trying it. */
  readonly literal: string | undefined;
}

const PLACE = /\{([^{}]+)\}/;
const BRACE = /[{}]/;
const NOTHING: Captures = Object.freeze({});

/** Trims a text and drops one final full stop: services add and leave it out at will. */
export function normaliseText(text: string): string {
  const trimmed = text.trim();
  return trimmed.charCodeAt(trimmed.length - 1) === 0x2e ? trimmed.slice(0, -1) : trimmed;
}

export function compileTemplate(source: string): Template {
  const parts = normaliseText(source).split(PLACE);
  const literals = parts.filter((_, i) => i % 2 === 0);
  const names = parts.filter((_, i) => i % 2 === 1);
  const head = literals[0] ?? '';
  const tail = literals.at(-1) ?? '';
  if (names.length === 0) {
    return { literal: head, match: (text) => (normaliseText(text) === head ? NOTHING : undefined) };
  }
  const middle = literals.slice(1, -1);
  return {
    literal: undefined,
    match(raw) {
      const text = normaliseText(raw);
      const end = text.length - tail.length;
      if (!text.startsWith(head) || !text.endsWith(tail)) return undefined;
      const captures: Record<string, string> = {};
      let from = head.length;
      for (const [i, literal] of middle.entries()) {
        const at = text.indexOf(literal, from + 1);
        if (at < 0) return undefined;
        captures[names[i] ?? ''] = text.slice(from, at);
        from = at + literal.length;
      }
      if (from >= end) return undefined;
      captures[names.at(-1) ?? ''] = text.slice(from, end);
      return captures;
    },
  };
}

/** What is expected of this template and not so; undefined for a good one. */
export function templateFault(source: string): string | undefined {
  if (!BRACE.test(source)) return undefined;
  const parts = source.split(PLACE);
  const literals = parts.filter((_, i) => i % 2 === 0);
  const names = parts.filter((_, i) => i % 2 === 1);
  if (literals.some((literal) => BRACE.test(literal))) return 'braces only around the name of a place';
  if (new Set(names).size < names.length) return 'places with names of their own';
  // Where one place ends and the next begins could not be told.
  if (literals.slice(1, -1).includes('')) return 'some text between two places';
  return undefined;
}

/** The names of a template's places. */
export function placesOf(source: string): string[] {
  return !BRACE.test(source) ? [] : source.split(PLACE).filter((_, i) => i % 2 === 1);
}

/** Puts values into the places of a text. A place without a value becomes `otherwise`, or stays as it is where that is undefined. */
export function fillTemplate(text: string, values: Captures, otherwise?: string): string {
  let out = '';
  let from = 0;
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
    const close = text.indexOf('}', open);
    if (close < 0) break;
    const name = text.slice(open + 1, close);
    const value = Object.hasOwn(values, name) ? values[name] : otherwise;
    out += text.slice(from, open) + (value ?? text.slice(open, close + 1));
    from = close + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}
