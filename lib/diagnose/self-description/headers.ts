/** What the headers of a failing reply state: code, words, request id, links, a word on repeating, waits. */
import { percentDecoded } from '../../address.ts';
import type { Header } from '../../exchange.ts';
import { longest, timeOf, toWait, waitMs } from '../waits.ts';
import { isCodeLike } from './codes.ts';
import { flagOf, webAddress } from './facts.ts';
import {
  cap,
  MAX_CODE,
  MAX_ID,
  MAX_SAID,
  type RepeatWord,
  type Stated,
  type StatedLink,
  type StatedWait,
} from './types.ts';

/** Headers of one reply that are looked at. */
const MAX_HEADERS = 200;
/** The longest header value that is looked at, in characters. */
const MAX_VALUE = 4_096;

export interface HeaderStatements {
  readonly codes: readonly Stated<string>[];
  readonly said: Stated<string> | undefined;
  readonly requestId: Stated<string> | undefined;
  readonly links: readonly StatedLink[];
  readonly repeat: Stated<RepeatWord> | undefined;
  /** What the server asks for outright (`Retry-After` and its kin). */
  readonly asked: StatedWait | undefined;
  /** When a limit that is used up fills again. */
  readonly reset: StatedWait | undefined;
}

/** The end of a header's name tells what it holds, whoever's prefix stands before it. Compared without case and hyphens. */
const CODE_ENDS = ['errorcode', 'errortype', 'errorname', 'error'];
const SAID_ENDS = ['errormessage', 'errordescription', 'errordetail', 'errorreason', 'errorinfo'];
const REPEAT_ENDS = ['shouldretry', 'retryable', 'isretryable'];
const ID_ENDS = [
  'requestid',
  'requestid2',
  'reqid',
  'traceid',
  'correlationid',
  'debugid',
  'activityid',
  'auditid',
  'transactionid',
  'operationid',
  'eventid',
  'logid',
  'invocationid',
  'msgid',
  'transid',
  'trackingid',
];
/** Names of ids that follow no such rule. */
const ID_NAMES: ReadonlySet<string> = new Set(
  'cfray traceparent sentrytrace xvercelid xamzcfid xamzid2 xazureref xcloudtracecontext xamzntraceid ubertraceid xb3traceid xguploaderuploadid intuittid xtid xvsse2eid xliuuid'.split(
    ' ',
  ),
);
/** Ids of a whole trace or of the way through a proxy say less than the service's own id of the call. */
const LESSER_IDS: ReadonlySet<string> = new Set(
  'traceparent cfray sentrytrace xamzcfid xamzid2 xcloudtracecontext xamzntraceid xb3traceid'.split(' '),
);

interface Limit {
  remaining: number | undefined;
  reset: StatedWait | undefined;
}

/**
 * Reads the headers of a failing reply. `now` is when the reply ended, in epoch ms; its own `Date` counts instead where it has one.
 * `status` decides whether a limit without a count of what is left was the one that was hit. `ageMs`: how long ago the headers came,
 * which their waits are shorter by.
 */
export function describeHeaders(headers: readonly Header[], status: number, now: number, ageMs = 0): HeaderStatements {
  const codes: Stated<string>[] = [];
  const links: StatedLink[] = [];
  const asked: StatedWait[] = [];
  let limits: Map<string, Limit> | undefined;
  let said: Stated<string> | undefined;
  let repeat: Stated<RepeatWord> | undefined;
  let id: Stated<string> | undefined;
  let lesserId: Stated<string> | undefined;

  for (const { name, value } of headers.length > MAX_HEADERS ? headers.slice(0, MAX_HEADERS) : headers) {
    const kind = kindOf(name);
    if (kind === undefined || value === '' || value.length > MAX_VALUE) continue;
    const where = { kind: 'header', name } as const;
    switch (kind) {
      case 'code': {
        const text = value.includes('%20') ? percentDecoded(value) : value;
        const code = text.replace(/:.*$/s, '').trim();
        if (isCodeLike(code) && !/^\d{3}$/.test(code) && flagOf(code) === undefined)
          codes.push({ value: cap(code, MAX_CODE), where });
        // Some put the whole sentence there.
        else if (/\S\s+\S/.test(text)) said ??= { value: cap(text, MAX_SAID), where };
        break;
      }
      case 'said':
        said ??= { value: cap(value, MAX_SAID), where };
        break;
      case 'challenge':
        for (const code of attribute(value, 'error')) codes.push({ value: cap(code, MAX_CODE), where });
        for (const words of attribute(value, 'error_description')) said ??= { value: cap(words, MAX_SAID), where };
        break;
      case 'repeat': {
        const flag = flagOf(value.trim());
        if (flag !== undefined) repeat ??= { value: flag ? 'helps' : 'useless', where };
        break;
      }
      case 'id':
        if (!/\s/.test(value)) id ??= { value: cap(value, MAX_ID), where };
        break;
      case 'lesser-id':
        lesserId ??= { value: cap(value, MAX_ID), where };
        break;
      case 'link':
        links.push(...helpLinks(value, where));
        break;
      case 'wait': {
        const wait = toWait(waitMs(value, clockOf(headers) ?? now, /ms$|millis/i.test(name) ? 1 : 1_000), value, where);
        if (wait) asked.push(wait);
        break;
      }
      case 'limit':
        limits ??= new Map();
        readLimit(limits, name.toLowerCase(), value, clockOf(headers) ?? now);
        break;
      default:
        kind satisfies never;
    }
  }
  return {
    codes,
    said,
    requestId: id ?? lesserId,
    links,
    repeat,
    asked: remaining(longest(asked), ageMs),
    reset: remaining(limits && resetOf(limits, status), ageMs),
  };
}

/** What is left of a wait; undefined once it is over. */
function remaining(wait: StatedWait | undefined, ageMs: number): StatedWait | undefined {
  if (wait?.afterMs === undefined || ageMs === 0) return wait;
  if (wait.afterMs <= ageMs) return undefined;
  return toWait(wait.afterMs - ageMs, wait.stated, wait.where);
}

type Kind = 'code' | 'said' | 'challenge' | 'repeat' | 'id' | 'lesser-id' | 'link' | 'wait' | 'limit';

/** Every name that says something holds one of these; most headers hold none. */
const TELLING = /id$|id2$|uuid$|error|retry|limit|trace|link|auth|status|ray|-ref|-context/i;

/** Names that most replies have, with what they say. All others are told by their parts. */
const USUAL: ReadonlyMap<string, Kind | 'nothing'> = new Map(
  (
    [
      [
        'nothing',
        'date server vary connection etag age via content-type content-length content-encoding content-language cache-control',
        'transfer-encoding expires pragma last-modified accept-ranges keep-alive alt-svc set-cookie allow location',
        'x-powered-by x-content-type-options x-frame-options x-xss-protection x-cache strict-transport-security referrer-policy',
        'content-security-policy access-control-allow-origin access-control-allow-credentials access-control-expose-headers',
        'access-control-allow-methods access-control-allow-headers permissions-policy report-to nel server-timing timing-allow-origin',
      ],
      ['id', 'x-request-id x-correlation-id x-amzn-requestid x-amz-request-id request-id'],
      ['lesser-id', 'cf-ray traceparent'],
      ['wait', 'retry-after'],
      ['challenge', 'www-authenticate'],
    ] as const
  ).flatMap(([kind, ...lines]) =>
    lines
      .flatMap((line) => line.split(' '))
      .flatMap((name) => [name, name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())])
      .map((name) => [name, kind] as const),
  ),
);

function kindOf(name: string): Kind | undefined {
  const usual = USUAL.get(name);
  if (usual !== undefined) return usual === 'nothing' ? undefined : usual;
  if (name.length > 80 || name.length < 4 || !TELLING.test(name)) return undefined;
  const bare = name.toLowerCase().replaceAll('-', '').replaceAll('_', '');
  if (bare === 'wwwauthenticate' || bare === 'proxystatus') return 'challenge';
  if (bare === 'link') return 'link';
  if (bare.includes('retryafter') || bare.endsWith('retryin')) return 'wait';
  if (bare.includes('ratelimit')) return 'limit';
  if (ID_NAMES.has(bare)) return LESSER_IDS.has(bare) ? 'lesser-id' : 'id';
  if (ends(bare, ID_ENDS)) return bare.includes('client') ? undefined : 'id';
  if (ends(bare, REPEAT_ENDS)) return 'repeat';
  if (ends(bare, SAID_ENDS)) return 'said';
  return ends(bare, CODE_ENDS) ? 'code' : undefined;
}

function ends(name: string, list: readonly string[]): boolean {
  for (const end of list) if (name.endsWith(end)) return true;
  return false;
}

/** The reply's own clock. */
function clockOf(headers: readonly Header[]): number | undefined {
  for (const { name, value } of headers) if (name.length === 4 && name.toLowerCase() === 'date') return timeOf(value);
  return undefined;
}

/** Values of one attribute of a challenge (RFC 6750 section 3) or of `Proxy-Status` (RFC 9209). */
function attribute(value: string, name: string): string[] {
  const found = new RegExp(`(?:^|[\\s,;])${name}=(?:"([^"]{1,500})"|([^\\s",;]{1,100}))`, 'i').exec(value);
  const text = found?.[1] ?? found?.[2];
  return text === undefined ? [] : [text];
}

/** Relations of a `Link` header (RFC 8288) that explain an error. */
const HELP_LINK =
  /<([^<>\s]{1,2000})>\s{0,4};[^,<>]{0,200}\brel="?(help|about|describedby|error|documentation|support)\b/gi;

function helpLinks(value: string, where: StatedLink['where']): StatedLink[] {
  const links: StatedLink[] = [];
  for (const [, address = '', label = ''] of value.matchAll(HELP_LINK)) {
    const url = webAddress(address);
    if (url !== undefined) links.push({ url, label, where });
  }
  return links;
}

/** `x-ratelimit-remaining-requests` and `x-ratelimit-reset-requests` are about one limit: their names differ in one word. */
const PART_OF_LIMIT = /(?:^|-)(remaining|reset-after|reset-ms|reset|limit|used|policy|quota)(?=-|$)/;

function readLimit(limits: Map<string, Limit>, name: string, value: string, clock: number): void {
  const where = { kind: 'header', name } as const;
  const outer = name.replace('rate-limit', 'ratelimit');
  const part = PART_OF_LIMIT.exec(outer)?.[1];
  if (part === undefined) {
    readCombined(limits, name, value, clock);
    return;
  }
  const limit = limitOf(limits, outer.replace(PART_OF_LIMIT, ''));
  if (part === 'remaining') limit.remaining = leadingNumber(value);
  else if (part.startsWith('reset')) {
    limit.reset ??= toWait(waitMs(value.trim(), clock, part === 'reset-ms' ? 1 : 1_000), value, where);
  }
}

function limitOf(limits: Map<string, Limit>, key: string): Limit {
  const limit = limits.get(key) ?? { remaining: undefined, reset: undefined };
  limits.set(key, limit);
  return limit;
}

function leadingNumber(value: string): number | undefined {
  const digits = /^\s{0,4}(-?\d{1,12}(?:\.\d{1,6})?)/.exec(value)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** One header for all: `"default";r=0;t=12` (draft-ietf-httpapi-ratelimit-headers 8 and later), `limit=100, remaining=0, reset=33` before. */
function readCombined(limits: Map<string, Limit>, name: string, value: string, clock: number): void {
  const items = /\breset=/.test(value) ? [value] : value.split(',').slice(0, 8);
  for (const [i, item] of items.entries()) {
    const seconds = /[;,\s](?:t|reset)=(\d{1,13})/.exec(` ${item}`)?.[1];
    if (seconds === undefined) continue;
    const limit = limitOf(limits, `${name} ${i}`);
    limit.remaining = leadingNumber(/[;,\s](?:r|remaining)=(\d{1,12})/.exec(` ${item}`)?.[1] ?? '');
    limit.reset = toWait(waitMs(seconds, clock), item.trim(), { kind: 'header', name });
  }
}

/** Statuses that say themselves that a limit was hit: RFC 6585 section 4, RFC 9110 section 15.6.4. */
const LIMIT_STATUSES: ReadonlySet<number> = new Set([429, 503]);

/** When the limit that was hit fills again: the longest of those used up. */
function resetOf(limits: ReadonlyMap<string, Limit>, status: number): StatedWait | undefined {
  const resets: StatedWait[] = [];
  for (const { remaining, reset } of limits.values()) {
    const isUsedUp = remaining === undefined ? LIMIT_STATUSES.has(status) : remaining <= 0;
    if (reset && isUsedUp) resets.push(reset);
  }
  return longest(resets);
}
