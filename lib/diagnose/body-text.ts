/** The text of a body, apart from the decoders: most of what asks for it decodes nothing. */
import { fromBase64, utf8 } from '../bytes.ts';
import type { Body } from '../exchange.ts';

/** The text of a body, base64 undone, or undefined when there is none to read. */
export function bodyText(body: Body): string | undefined {
  if (body.state !== 'read') return undefined;
  if (!body.base64) return body.text;
  const bytes = fromBase64(body.text);
  return bytes && utf8(bytes);
}
