/** The body of a request in a command that repeats it. */
import { bodyText } from '../diagnose/body-text.ts';
import { type HttpExchange, header } from '../exchange.ts';
import { type Redacted, safe, word } from '../redact/redacted.ts';
import { isCutBody, type Redactor } from './redact.ts';

export interface SentBody {
  /** Redacted; empty where there is none, or none is known. */
  readonly text: Redacted<string>;
  /** What of it a command lacks, as a sentence; undefined where it has all. */
  readonly lack: Redacted<string> | undefined;
}

/** A byte that is no UTF-8, in the body or in what a recorder made of it. */
const NO_TEXT = '\ufffd';

/** @param most characters that the command can hold */
export function sentBody(exchange: HttpExchange, redactor: Redactor, most = Number.POSITIVE_INFINITY): SentBody {
  const { requestHeaders, requestBody } = exchange;
  const text = bodyText(requestBody);
  if (!text) return { text: safe``, lack: unknownBytes(exchange) };
  const isCut = isCutBody(requestBody) || text.length > most;
  const contentType = header(requestHeaders, 'content-type') ?? '';
  const shown = text.slice(0, most);
  return {
    text: redactor.body(shown, contentType, isCut, true),
    lack: isCut ? safe`Only the beginning of the body is in it.` : shown.includes(NO_TEXT) ? NOT_TEXT : undefined,
  };
}

const NOT_TEXT = safe`The body is not all text: some of its bytes are lost in it.`;

/** A body that was sent, and that nobody recorded, or not so that it can be read. */
function unknownBytes({ requestHeaders, requestBody }: HttpExchange): Redacted<string> | undefined {
  if (requestBody.state === 'read') return requestBody.text === '' ? undefined : NOT_TEXT;
  const length = header(requestHeaders, 'content-length') ?? '';
  if (!/^[1-9]\d{0,14}$/.test(length)) return undefined;
  return safe`The body was not recorded and is not in it (${Number(length)} ${word(length === '1' ? 'byte' : 'bytes')}).`;
}
