/** The request as a call of `fetch`. What redaction took out stands there as a placeholder such as `<token 1>`. */
import { methodOf, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { changed, type Redacted, safe } from '../redact/redacted.ts';
import { jsonText } from './json.ts';
import type { Redactor } from './redact.ts';
import { sentBody } from './request-body.ts';

/** Names that a page may not set (Fetch standard, section 2.2.2, forbidden request-headers). */
const FORBIDDEN =
  /^(?::|sec-|proxy-|accept-(?:charset|encoding)$|connection$|content-length$|cookie2?$|date$|dnt$|expect$|host$|keep-alive$|origin$|priority$|referer$|te$|trailer$|transfer-encoding$|upgrade$|user-agent$|via$)/i;

/** The call for the request of the newest of repeats; a message of a socket gives none, and the text is empty. */
export function writeFetch(failures: readonly Failure[], redactor: Redactor): Redacted<string> {
  const exchange = failures.at(-1)?.exchange;
  if (exchange?.channel !== 'http') return safe``;
  redactor.collect(exchange);
  const { text, lack } = sentBody(exchange, redactor);
  const options = {
    method: redactor.text(methodOf(exchange)),
    headers: exchange.requestHeaders
      .filter(({ name }) => !FORBIDDEN.test(name))
      .map((item) => redactor.requestHeader(item))
      .map(({ name, value }) => [name, value]),
    ...(text !== '' && { body: text }),
  };
  const url = changed(redactor.url(urlOf(exchange)), (text) => JSON.stringify(text));
  const note = lack ? safe`// ${lack}\n` : safe``;
  return safe`${note}await fetch(${url}, ${jsonText(options)});\n`;
}
