/** A draft of a family made from one reply that no family explains. */
import { authorityOf, hostOf } from '../address.ts';
import type { EntryDocument, FamilyDocument, MemberTest, Shape } from '../catalog/schema.ts';
import { Wire } from '../diagnose/wire.ts';
import { channelName, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { type Draft, idOf, plainText } from './draft.ts';
import { type Leaf, leavesOf } from './leaves.ts';
import { templateOf } from './places.ts';

/** Members that hold a code and those that hold words, where the reply itself does not tell: by their last name. */
const CODE_NAME = /(?:code|error|reason|fault|type|status|kind|name)$/i;
const TEXT_NAME = /(?:message|detail|description|reason|text|title|msg|error)$/i;
/** A word that can be a code: no sentence, no address, and not a number alone. */
const CODE_WORD = /^(?=[^a-z]*[a-z])[\w.:/-]{2,80}$/i;
/** Members by which a success says that it is none. */
const SUCCESS_NAME = /^(?:ok|success|succeeded|successful|error|failed|is_?error)$/i;

interface Places {
  /** Undefined: the carrier itself holds the code. */
  readonly code: Leaf | undefined;
  readonly text: Leaf | undefined;
}

/** A draft of the family that would explain this failure; undefined where there is no host that it could be bound to. */
export function draftFromReply({ exchange, finding }: Failure): Draft | undefined {
  const url = urlOf(exchange);
  const host = hostOf(authorityOf(url));
  if (host === '') return undefined;
  const wire = new Wire(exchange, [], undefined);
  const body = wire.text === undefined ? undefined : wire.decoded('json');
  const leaves = body === undefined ? [] : leavesOf(body);
  const places = placesOf(wire, leaves);
  const shape = shapeOf(wire, places, leaves);
  const code = places.code ? String(places.code.value) : carrierCode(wire, finding.code);
  const said = typeof places.text?.value === 'string' ? places.text.value : finding.said;
  const link = finding.links.find(({ url: address }) => address.startsWith('https://'))?.url;
  const entry = entryFor(code, said, shape.read.text !== undefined, finding.permanence);
  const document: FamilyDocument = {
    id: idOf(host.replace(/[[\]:]/g, '-')),
    title: host,
    source: link ?? `https://${host}/`,
    hosts: [host],
    defaults: { permanence: 'unknown', basis: 'inferred' },
    shapes: [shape],
    entries: [entry],
  };
  const open = [...(link === undefined ? ['source'] : []), 'entries.0.action', 'entries.0.permanence'];
  if (said === undefined) open.push('entries.0.meaning');
  return { document, open };
}

function placesOf({ described }: Wire, leaves: readonly Leaf[]): Places {
  const at = (stated: { readonly where: { readonly kind: string; readonly path?: readonly string[] } } | undefined) => {
    const path = stated?.where.kind === 'member' ? stated.where.path?.join('.') : undefined;
    return leaves.find((leaf) => leaf.path === path);
  };
  const named = at(described?.description.code);
  const code = named ?? leaves.find(({ name, value }) => CODE_NAME.test(name) && CODE_WORD.test(String(value)));
  const text =
    at(described?.description.said) ??
    leaves.find((leaf) => leaf !== code && TEXT_NAME.test(leaf.name) && /\S\s+\S/.test(String(leaf.value)));
  return { code, text: text === code ? undefined : text };
}

function carrierCode({ exchange, status }: Wire, found: string): string {
  if (exchange.channel === 'close') return String(exchange.code);
  return status > 0 ? String(status) : found;
}

function shapeOf(wire: Wire, { code, text }: Places, leaves: readonly Leaf[]): Shape {
  const { exchange, status } = wire;
  const common = { id: 'reply', channels: [channelName(exchange)], needs: ['host' as const] };
  const isHttp = exchange.channel === 'http' || exchange.channel === 'event';
  const paths = isHttp ? prefixOf(wire.path) : undefined;
  const hints = paths === undefined ? {} : { hints: { paths: [paths] } };
  if (!code) {
    const own = carrierRefs(wire);
    const when = status > 0 ? { when: { status: [rangeOf(status)] } } : {};
    return {
      ...common,
      ...when,
      ...hints,
      says: own.says,
      read: { code: own.code, ...(own.text && { text: own.text }) },
    };
  }
  const members: Record<string, MemberTest> = { [code.path]: testOf(code) };
  const looksHealthy = status < 400;
  if (text) members[text.path] = 'string?';
  if (looksHealthy) Object.assign(members, signOf(leaves, code));
  return {
    ...common,
    ...(!looksHealthy && { when: { status: [rangeOf(status)] } }),
    ...hints,
    says: `body with ${code.path}`,
    body: { decode: 'json', members },
    read: { code: code.path, ...(text && { text: text.path }) },
    // Inside a success an unknown value may well be a healthy one.
    ...(!looksHealthy && { unlisted: { as: 'http' as const, name: text ? '{code}: {text}' : '{code}' } }),
  };
}

/** Where a code stands that no body holds. */
function carrierRefs({ exchange }: Wire): { readonly says: string; readonly code: string; readonly text?: string } {
  switch (exchange.channel) {
    case 'close':
      return { says: 'close code', code: '$close', text: '$reason' };
    case 'mqtt':
      return { says: 'reason code', code: '$packet' };
    case 'websocket':
      return { says: 'an error that the message describes', code: '$described.code', text: '$described.said' };
    case 'http':
    case 'handshake':
    case 'event':
      return { says: 'HTTP status', code: '$status' };
    default:
      return exchange satisfies never;
  }
}

function testOf({ value }: Leaf): MemberTest {
  return typeof value === 'number' ? 'number' : 'text';
}

/** What tells a failure inside a success from a healthy reply: a member that says so, or else the very code. */
function signOf(leaves: readonly Leaf[], code: Leaf): Record<string, MemberTest> {
  const sign = leaves.find(({ name, value }) => typeof value === 'boolean' && SUCCESS_NAME.test(name));
  return sign ? { [sign.path]: { is: sign.value } } : { [code.path]: { is: code.value } };
}

/** Errors of the protocol together, a status beyond them alone. */
function rangeOf(status: number): [number, number] {
  return status >= 400 && status <= 599 ? [400, 599] : [status, status];
}

/** The beginning of a path that other calls of the service share: words before the first part that varies, never the last. */
function prefixOf(path: string): string | undefined {
  const parts = path.split('/').slice(1, -1);
  const end = parts.findIndex((part) => !/^[a-z][a-z_-]{1,30}$|^v\d{1,3}$/.test(part));
  const words = (end < 0 ? parts : parts.slice(0, end)).slice(0, 2);
  return words.length === 0 ? undefined : `/${words.join('/')}/`;
}

function entryFor(
  code: string,
  said: string | undefined,
  readsText: boolean,
  permanence: 'temporary' | 'permanent' | 'unknown',
): EntryDocument {
  const template = readsText && said !== undefined ? templateOf(said) : undefined;
  return {
    codes: [code],
    name: template ?? plainText(said ?? code, 120),
    meaning: said === undefined ? 'Nobody has said yet what this means.' : `The server says: ${plainText(said)}`,
    action: 'Nobody has said yet what to do.',
    ...(permanence !== 'unknown' && { permanence, basis: 'inferred' as const }),
    ...(template !== undefined && { texts: [template] }),
  };
}
