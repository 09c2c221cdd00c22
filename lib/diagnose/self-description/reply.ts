/** Reads one HTTP reply: whether it fails, by its status or by a sign in its body, and what it says about that. */
import type { Header } from '../../exchange.ts';
import { type Content, contentOf } from '../decode/content.ts';
import { describe, type Prose, type Reply } from './describe.ts';
import { signInItem, signOf } from './find-sign.ts';
import type { Sign } from './signs.ts';
import type { SelfDescription } from './types.ts';

export interface ReplyInput {
  readonly method: string;
  readonly status: number;
  readonly headers: readonly Header[];
  /** Media type without parameters, in lower case; empty where unknown. */
  readonly type: string;
  /** The body as text; undefined where there is none to read. */
  readonly text: string | undefined;
  /** When the reply ended, epoch ms. */
  readonly now: number;
}

export interface ReplyReading {
  readonly description: SelfDescription;
  /** What in a success says that it failed; undefined for a failing status. */
  readonly sign: Sign | undefined;
}

/** Types whose bodies quote errors without having failed: pages, scripts, style sheets, media. */
const NO_SIGNS =
  /^(?:text\/(?:html|css|markdown|csv)|image\/|audio\/|video\/|font\/|application\/(?:wasm|pdf|zip|octet-stream|xhtml\+xml))/;
const SCRIPT = /^(?:application|text)\/(?:x-)?(?:java|ecma)script$/;

/** Reads a reply; undefined where nothing says that it failed. */
export function readReply(input: ReplyInput): ReplyReading | undefined {
  const { status, type, text } = input;
  if (status >= 400) {
    const content = text === undefined ? undefined : contentOf(text, type);
    return { description: describe(failing(input, content)), sign: undefined };
  }
  if (text === undefined || status < 200 || status >= 300 || NO_SIGNS.test(type) || !mayHoldError(text))
    return undefined;
  const content = contentOf(text, type);
  if (!content || (SCRIPT.test(type) && !(content.form === 'value' && content.of === 'jsonp'))) return undefined;
  const sign = signOf(content, input);
  if (!sign) return undefined;
  const { value, path, status: partStatus } = sign;
  const index = sign.index === undefined ? [] : [String(sign.index)];
  const description = describe({
    status: partStatus ?? status,
    headers: input.headers,
    value,
    path: [...index, ...path],
    prose: undefined,
    now: input.now,
    carrier: { param: sign.key },
  });
  return { description, sign };
}

function failing({ status, headers, method, now }: ReplyInput, content: Content | undefined): Reply {
  let value: unknown;
  let path = NO_PATH;
  let prose: Prose | undefined;
  if (content?.form === 'value') {
    value = content.value;
    if (content.root !== undefined) path = [content.root];
  } else if (content?.form === 'items') {
    const item = content.items.find((one) => signInItem(one, { method, status })) ?? content.items.at(-1);
    value = item?.value;
    if (item) path = [String(item.index)];
  } else prose = content?.prose;
  if (typeof value === 'string') prose = proseOf(value);
  return { status, headers, value, path, prose, now };
}

const NO_PATH: readonly string[] = [];

function proseOf(said: string): Prose {
  return { said, code: undefined, requestId: undefined, links: [] };
}

/** How much of each end of a healthy-looking body is searched, in characters. Envelopes put the error first or last. */
const REACH = 1_024;
/** What stands in the text of every body with a sign: nothing is decoded without one of these. */
const MARKS =
  /"(?:err(?:or)?s?(?:[-_]?(?:code|codes|msg|message|no|detail|response|info|list|description))?|exceptions?|fault|ok|(?:is_?)?succe(?:ss(?:ful)?|eded)|status(?:_?code)?|result|state|stat|code|ret(?:_?code|urn_?code)?|type|response|failed|failures)"\s{0,4}:\s{0,4}(?!null|true|0\b|200\b|\[\s{0,4}\]|\{\s{0,4}\}|""|"ok"|"success"|"0"|"200")|<(?:[\w-]{1,20}:)?(?:error|fault|exception|serviceexception|err|rsp|status|restexception)|\berror=|^event:\s?\S{0,80}(?:error|failed|failure|exception)/im;

/** Whether a body that came with a success can hold an error at all. Linear in at most two kilobytes, except for streams. */
export function mayHoldError(text: string): boolean {
  if (text.length <= 2 * REACH) return MARKS.test(text);
  return MARKS.test(text.slice(0, REACH)) || MARKS.test(text.slice(-REACH));
}
