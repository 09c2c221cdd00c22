/** What status, failure and media type tell of a reply before its body is looked at. */
import type { HttpExchange } from '../exchange.ts';

/** True when no usable response arrived. An abort after the status line is the page's own choice and no failure. */
export function hasFailed(exchange: HttpExchange): boolean {
  if (exchange.status === 0) return true;
  return exchange.failure !== undefined && exchange.failure !== '' && exchange.failure !== 'net::ERR_ABORTED';
}

/** The media type without its parameters, in lower case. */
export function mediaType(mime: string): string {
  if (mime === 'application/json') return mime;
  const end = mime.indexOf(';');
  return (end < 0 ? mime : mime.slice(0, end)).trim().toLowerCase();
}

/** JSON by its plain names, which say nothing about a family. */
export function isPlainJson(type: string): boolean {
  return type === 'application/json' || type === 'text/json';
}

export function isJson(type: string): boolean {
  return isPlainJson(type) || type.endsWith('+json');
}

/** `+json` stands for every type with that suffix. */
export function sameType(wanted: string, type: string): boolean {
  return wanted.startsWith('+') ? type.endsWith(wanted) : wanted === type;
}

/** Types whose bytes say nothing to a reader of an error. */
export function isMedia(type: string): boolean {
  return /^(?:image\/(?!svg)|audio\/|video\/|font\/)/.test(type);
}
