/** JSON as text, set out for reading. */

/** Longest text that is set out as JSON, in characters. Above it reading gains little and laying out takes long. */
const MAX_JSON = 200_000;

/** Deeper nesting is shown raw: nobody reads it, and its indentation alone would grow with the square of the text. */
const MAX_DEPTH = 64;

/** True for a JSON object or list that is short enough to be set out. */
export function isJson(text: string): boolean {
  if (text.length > MAX_JSON || !/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A string with its escapes, up to the end where it is cut; an empty pair of brackets, a bracket, a separator, or a number or word. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)|\{\s*\}|\[\s*\]|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON, or the beginning of some, with line breaks and two spaces a level; undefined where it is too deep. Only the space between tokens
 * changes: numbers keep their digits and repeated members stay, as they were sent.
 */
export function indentJson(json: string): string | undefined {
  let depth = 0;
  let out = '';
  const line = () => `\n${'  '.repeat(Math.max(0, depth))}`;
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (++depth > MAX_DEPTH) return undefined;
      out += token + line();
    } else if (token === '}' || token === ']') {
      depth--;
      out += line() + token;
    } else if (token === ',') out += token + line();
    else if (token === ':') out += ': ';
    else if (token.startsWith('{') || token.startsWith('[')) out += token[0] === '{' ? '{}' : '[]';
    else out += token;
  }
  return out;
}
