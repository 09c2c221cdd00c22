import { changed, type Redacted } from '../../lib/redact/redacted.ts';
import type { PanelHost } from '../host.ts';

/**
 * A value of a JSON body, `json` as it stands there, with what its name or itself tells to be a secret hidden: a string without its
 * quotes, anything else as JSON. Redaction needs the name beside the value, so both go through it.
 */
export function redactedValue(
  { redactedText }: Pick<PanelHost, 'redactedText'>,
  name: string | undefined,
  json: string,
): Redacted<string> {
  const before = name === undefined ? '[' : `{${JSON.stringify(name)}:`;
  return changed(redactedText(`${before}${json}${name === undefined ? ']' : '}'}`), (redacted) => {
    const value = redacted.startsWith(before) ? redacted.slice(before.length, -1) : redacted;
    try {
      const parsed: unknown = JSON.parse(value);
      return typeof parsed === 'string' ? parsed : value;
    } catch {
      return value;
    }
  });
}
