/** Where addresses with a scheme stand in a text. */

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const REST = /[^\s"'<>\\^`{|}]*/y;
/** Signs that end a sentence or what stands in brackets, and no address. */
export const TRAILING = /[.,;:!?)\]]+$/;
/** Longest scheme that is looked for, in characters. */
const MAX_SCHEME = 32;

/** The addresses in a text, in order. */
export function* addressesIn(text: string): Generator<Stretch> {
  for (let sign = text.indexOf('://'); sign >= 0; sign = text.indexOf('://', sign + 3)) {
    let start = sign;
    while (start > 0 && sign - start < MAX_SCHEME && /[A-Za-z0-9+.-]/.test(text[start - 1] ?? '')) start--;
    if (start === sign) continue;
    REST.lastIndex = sign;
    const address = text.slice(start, sign + (REST.exec(text)?.[0].length ?? 0)).replace(TRAILING, '');
    yield { start, end: start + address.length };
    sign = Math.max(sign, start + address.length - 3);
  }
}

/** Tells where the address begins in which an offset stands; asked in order. */
export function addressAt(text: string): (index: number) => number | undefined {
  const stretches = addressesIn(text);
  let next = stretches.next();
  return (index) => {
    while (!next.done && next.value.end <= index) next = stretches.next();
    return !next.done && next.value.start <= index ? next.value.start : undefined;
  };
}
