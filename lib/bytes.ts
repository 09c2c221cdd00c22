/** Small conversions between base64, bytes and text that capture needs in several places. None throws. */

/** The bytes of base64 text; undefined when it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  } catch {
    return undefined;
  }
}

/** Bytes that are turned into characters at once: as many arguments take all engines. */
const SLICE = 8_192;

/** Bytes as base64 text. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += SLICE) parts.push(String.fromCharCode(...bytes.subarray(at, at + SLICE)));
  return btoa(parts.join(''));
}

/** UTF-8 text; bytes that are none become replacement characters. */
export function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** How far into a binary message the end of a JSON object is looked for. */
const MAX_METADATA = 4_096;

/**
 * The JSON object that a binary message begins with, as text: some services put metadata before raw bytes.
 * Undefined when the message does not begin with one that ends within the first 4 KB.
 */
export function leadingJson(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x7b) return undefined;
  let depth = 0;
  let inString = false;
  const end = Math.min(bytes.length, MAX_METADATA);
  for (let i = 0; i < end; i++) {
    const c = bytes[i];
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b) depth++;
    else if (c === 0x7d && --depth === 0) return utf8(bytes.subarray(0, i + 1));
  }
  return undefined;
}
