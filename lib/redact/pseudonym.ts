/** What stands in the place of a secret: its kind and a number, `<licence key 2>`. */

export const PSEUDONYM_PATTERN = '<[a-z][a-z -]{0,40} \\d{1,9}>';

/** A pseudonym, also with entities and in percent-encoding. */
const SPELLED = new RegExp(
  `${PSEUDONYM_PATTERN}|&lt;[a-z][a-z -]{0,40} \\d{1,9}&gt;|%3C[a-z](?:[a-z-]|%20){0,40}%20\\d{1,9}%3E`,
  'g',
);

/** A character that means nothing to any reader (private use), in the place of each of a pseudonym's. */
export const BLANK = '\ue000';

/** The text with its pseudonyms blanked, so that no reader takes them for a tag, a name or a value. Offsets stay. */
export function blanked(text: string): string {
  return ['<', '&lt;', '%3C'].some((sign) => text.includes(sign))
    ? text.replace(SPELLED, (pseudonym) => BLANK.repeat(pseudonym.length))
    : text;
}

/** True for what stands for secrets already, maybe behind the name of a scheme. */
export function isSpent(value: string): boolean {
  if (!value.includes(BLANK)) return false;
  const rest = value.replace(/^\s*[A-Za-z0-9-]+ +/, '').trimStart();
  return rest.startsWith(BLANK) || !/[\p{L}\p{N}]/u.test(rest);
}

/** A pseudonym as a label of a host's name: parsers refuse angle brackets there (URL standard, forbidden host code points). */
export function hostLabel(pseudonym: string): string {
  return `hidden-${pseudonym.slice(1, -1).replaceAll(' ', '-')}`;
}
