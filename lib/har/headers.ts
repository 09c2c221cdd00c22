/** Lists of headers in a HAR, and what holds some. */
import type { Header as HarHeader } from 'har-format';
import type { Header, Preflight } from '../exchange.ts';
import { listOf, membersOf } from './checked.ts';
import { numberOf } from './numbers.ts';

export function headersOf(value: unknown): Header[] {
  const headers: Header[] = [];
  for (const item of listOf(value)) {
    const { name, value: content } = membersOf<HarHeader>(item);
    if (typeof name === 'string' && typeof content === 'string') headers.push({ name, value: content });
  }
  return headers;
}

/** The preflight of a request, as this project writes it beside the request. */
export function preflightOf(value: unknown): Preflight {
  const { status, requestHeaders, responseHeaders } = membersOf<Preflight>(value);
  return {
    status: numberOf(status) ?? 0,
    requestHeaders: headersOf(requestHeaders),
    responseHeaders: headersOf(responseHeaders),
  };
}
