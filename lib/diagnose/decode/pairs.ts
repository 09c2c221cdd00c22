/** Texts of names and values: `ACK=Failure&L_ERRORCODE0=10002`, or one pair a line, as gateways answer. */

/** How such a text begins where its type does not tell: a name, a value, then another pair or the end. */
const PAIRS = /^[A-Za-z][\w.-]{0,40}=[^&\r\n]{0,400}(?:&[A-Za-z]|\r?\n[A-Za-z][\w.-]{0,40}=|\s{0,4}$)/;
/** How much of a text is read, in characters, and how many pairs of it. */
const MAX_TEXT = 16_384;
const MAX_PAIRS = 64;
/** A name of the first item of a list, which some number: `L_ERRORCODE0`. */
const FIRST_OF_LIST = /^L_(\w{2,40}?)0$/;

export function isPairs(text: string): boolean {
  return PAIRS.test(text);
}

/** The pairs as members of one object. */
export function decodePairs(text: string): Readonly<Record<string, string>> {
  const start = text.slice(0, MAX_TEXT).trim();
  const query = start.includes('&') ? start : start.replace(/\r?\n/g, '&');
  const members: Record<string, string> = {};
  let left = MAX_PAIRS;
  for (const [name, value] of new URLSearchParams(query)) {
    if (--left < 0) break;
    if (name !== '__proto__') members[FIRST_OF_LIST.exec(name)?.[1] ?? name] = value;
  }
  return members;
}
