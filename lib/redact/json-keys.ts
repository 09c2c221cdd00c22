/** Keys and certificates in JSON, which the members beside their values give away, and values that a flag calls secret. */
import { type Claim, stringOf } from './claims.ts';
import type { Container, Node } from './json.ts';
import type { Names } from './names.ts';

/** What says that the value beside it is a secret. */
const FLAG = /^(?:is[-_]?)?(?:secret|sensitive|confidential|masked|encrypted)$/i;

export const isFlag = (name: string) => FLAG.test(name);

/** Members of a key in JSON (RFC 7517, RFC 7518 section 6): those of a private or shared key, and those that everybody may know. */
const KEY_SECRETS = new Set('d p q dp dq qi k oth'.split(' '));
const KEY_PUBLIC = new Set('n e x y kid'.split(' '));

/** `{"name": "X", "value": "…", "sensitive": true}`. */
export function flagged({ children }: Container, text: string, claims: Map<Node, Claim>): void {
  const flag = children.find((child) => child.kind === 'word' && FLAG.test(child.name ?? ''));
  if (!flag || text.slice(flag.start, flag.end) !== 'true') return;
  // What is encrypted already is no word.
  const isCipher = /encrypted/i.test(flag.name ?? '');
  for (const child of children)
    if (child.kind === 'string' && /^val(?:ue)?$/i.test(child.name ?? ''))
      claims.set(child, { class: isCipher ? 'token' : 'password', name: flag.name ?? '', isOwn: true });
}

/** `{"ssid": "Home", "key": "…"}`; a number is the place of a key. */
export function keyOfNetwork({ children }: Container, claims: Map<Node, Claim>): void {
  for (const child of children)
    if (child.kind === 'string' && child.name === 'key')
      claims.set(child, { class: 'password', name: 'key', isOwn: true });
}

/** Bytes or a number, as certificates have them: `04:9A:…`, `0x3f…`. */
const NUMBER_OF_CERTIFICATE = /^"?(?:0x)?(?:[0-9a-f]{2}(?:[: ]?[0-9a-f]{2}){3,31}|\d{1,60})"?$/i;

/** `{"serialNumber": "…", "issuer": "CN=…"}`: everybody may know the number of a certificate (RFC 5280 section 4.1.2.2). */
export function numberOfCertificate({ children }: Container, text: string, claims: Map<Node, Claim>): void {
  for (const child of children)
    if (
      /^serial[-_]?(?:number)?$/i.test(child.name ?? '') &&
      NUMBER_OF_CERTIFICATE.test(text.slice(child.start, Math.min(child.end, child.start + 200)))
    )
      claims.set(child, { class: undefined, name: 'publicKey', isOwn: false });
}

/** What India calls a postal code. */
export const isPostal = (name: string) => /^pin_?code$/i.test(name);
/** What stands in an address alone; a lock has a state, too, and a device an address. */
const OF_PLACE =
  /(?:^|[_-])(?:city|town|village|locality|district|taluka?|street|landmark|address_?line)(?:[_-]?(?:name|\d))?$|[a-z](?:City|District|Locality)$/i;
const ADDRESS = /address$/i;
const POSTAL = /^"?[1-9]\d{2} ?\d{3}"?$/;

/** `{"city": "Pune", "pincode": "411001"}`. */
export function numberOfPlace({ children, name: own = '' }: Container, text: string, claims: Map<Node, Claim>): void {
  if (!ADDRESS.test(own) && !children.some(({ name = '' }) => OF_PLACE.test(name))) return;
  for (const child of children)
    if (isPostal(child.name ?? '') && POSTAL.test(text.slice(child.start, Math.min(child.end, child.start + 20))))
      claims.set(child, { class: undefined, name: 'postalCode', isOwn: false });
}

/** `{"kty": "RSA", "n": "…", "d": "…"}`. */
export function keyOfJson({ children }: Container, claims: Map<Node, Claim>): void {
  for (const child of children) {
    if (KEY_SECRETS.has(child.name ?? '')) claims.set(child, { class: 'token', name: child.name ?? '', isOwn: true });
    if (KEY_PUBLIC.has(child.name ?? '')) claims.set(child, { class: undefined, name: 'publicKey', isOwn: false });
  }
}

/** Members that hold a piece of a text with its marks (ADF, ProseMirror, Slate, Slack, Quill). */
const PIECE = /^(?:text|insert)$/;
/** What a piece ends in that names the next: `Temporary password: `. */
const NAMES_NEXT = /(?<![\p{L}\p{N}])((?:[\p{L}\p{N}]{1,20}[ _-]){0,2}?[\p{L}\p{N}]{2,40})\s?[:=]\s{0,4}$/u;

/** `[{"text": "Password: ", "marks": […]}, {"text": "…"}]`. */
export function nextPiece({ children }: Container, text: string, names: Names, claims: Map<Node, Claim>): void {
  let called = '';
  for (const child of children) {
    const piece =
      child.kind === 'object'
        ? child.children.find(({ kind, name }) => kind === 'string' && PIECE.test(name ?? ''))
        : undefined;
    const secret = called === '' ? undefined : names.secret(called);
    if (piece && secret !== undefined) claims.set(piece, { class: secret, name: called, isOwn: false });
    called = NAMES_NEXT.exec(stringOf(piece, text) ?? '')?.[1] ?? '';
  }
}
