/** Body decoders: raw text to a plain value that member tests can read. None of them throws. */
import { percentDecoded } from '../address.ts';
import { fromBase64, utf8 } from '../bytes.ts';
import type { Shape } from '../catalog/schema.ts';
import { firstInk } from '../white-space.ts';
import { parseJson } from './decode/content.ts';
import { decodeNearlyJson, decodePage } from './decode/misnamed.ts';

export type Decoder = NonNullable<Shape['body']>['decode'];

/** Largest body that is decoded, in characters. An error is never that long; a page that lies about it must not stall the panel. */
export const MAX_DECODED = 1_000_000;

/** Decodes `text`; undefined when it is not what the decoder expects. `parse`: for JSON that the caller may have parsed before. */
export function decode(decoder: Decoder, text: string, base64: boolean, mimeType: string, parse = parseJson): unknown {
  if (text.length > MAX_DECODED) return undefined;
  switch (decoder) {
    case 'json':
      return decodeJson(base64 ? textOfBase64(text) : text, parse);
    case 'grpc-web':
      return decodeGrpcWeb(text, base64, mimeType);
    case 'xml-error':
      return decodeXmlError(base64 ? textOfBase64(text) : text);
    case 'page':
      return decodePage(base64 ? textOfBase64(text) : text);
    case 'nearly-json':
      return decodeNearlyJson(base64 ? textOfBase64(text) : text);
    case 'text':
      return { text: base64 ? textOfBase64(text) : text };
    default:
      return decoder satisfies never;
  }
}

function textOfBase64(base64: string): string {
  const bytes = fromBase64(base64);
  return bytes ? utf8(bytes) : '';
}

function decodeJson(text: string, parse: (text: string) => unknown): unknown {
  const start = firstInk(text);
  const first = text.charCodeAt(start);
  if (first !== 123 /* { */ && first !== 91 /* [ */) return undefined;
  // Framed JSON ends in a record separator (RFC 7464 section 2.2; ASP.NET SignalR's hub protocol puts it last).
  const end = text.charCodeAt(text.length - 1) === RECORD_SEPARATOR ? text.length - 1 : text.length;
  return parse(start === 0 && end === text.length ? text : text.slice(start, end));
}

const RECORD_SEPARATOR = 0x1e;

/** gRPC-web frame flag of the trailers (gRPC PROTOCOL-WEB: most significant bit of the frame's first byte). */
const TRAILER_FLAG = 0x80;

/**
 * The trailers of a gRPC-web body as an object (`grpc-status`, `grpc-message`, …), names in lower case.
 * `application/grpc-web-text` carries the frames as base64 text.
 */
function decodeGrpcWeb(text: string, base64: boolean, mimeType: string): unknown {
  const raw = base64 ? fromBase64(text) : Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff);
  if (!raw) return undefined;
  const isText = mimeType.toLowerCase().startsWith('application/grpc-web-text');
  const bytes = isText ? fromBase64(new TextDecoder('latin1').decode(raw).trim()) : raw;
  if (!bytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 5 <= bytes.length; ) {
    const length = view.getUint32(at + 1);
    if (((bytes[at] ?? 0) & TRAILER_FLAG) !== 0) {
      return decodeTrailers(new TextDecoder().decode(bytes.subarray(at + 5, at + 5 + length)));
    }
    at += 5 + length;
  }
  return undefined;
}

function decodeTrailers(block: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const value = line.slice(colon + 1).trim();
    trailers[line.slice(0, colon).trim().toLowerCase()] = percentDecoded(value);
  }
  return trailers;
}

/** The elements of an AWS-style `<Error>` that a diagnosis reads. */
const XML_ELEMENTS = ['Code', 'Message', 'RequestId', 'Resource'] as const;

/** Reads the first `<Error>` of an XML body by plain search: no parser, no entities beyond the five of XML itself. */
function decodeXmlError(text: string): unknown {
  const start = text.indexOf('<Error>');
  if (start < 0) return undefined;
  const stop = text.indexOf('</Error>', start);
  const inner = text.slice(start + 7, stop < 0 ? undefined : stop);
  const found: Record<string, string> = {};
  for (const name of XML_ELEMENTS) {
    const open = inner.indexOf(`<${name}>`);
    const close = inner.indexOf(`</${name}>`, open);
    if (open >= 0 && close > open) found[name] = unescapeXml(inner.slice(open + name.length + 2, close));
  }
  return found;
}

const XML_ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescapeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => XML_ENTITIES[name] ?? '');
}
