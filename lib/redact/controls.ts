/** Characters that steer a terminal, turn the direction of a text or are not seen: none leaves as it is. */

/**
 * C0 but for tabs and line ends, DEL, C1 (ECMA-48), soft hyphen, marks and overrides of direction (UAX 9), zero-width and invisible
 * characters, byte order marks, annotations, tags; a carriage return that ends no line.
 */
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]|\r(?!\n)/g;

/** The text with each control as `spell` writes it. */
export function withControls(text: string, spell: (control: string) => string): string {
  return text.replace(CONTROL, spell);
}

/** Each of them as an escape of JSON (`\u001b`), so that it is seen, does nothing, and JSON stays the same JSON. */
export function withoutControls(text: string): string {
  return withControls(text, (control) => {
    let escaped = '';
    for (let i = 0; i < control.length; i++) escaped += `\\u${control.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}
