/** Made-up HAR entries and files, shaped as browsers write them. */
import type { Header } from '../lib/exchange.ts';

export interface HarEntryParts {
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly statusText?: string;
  readonly mimeType?: string;
  readonly body?: string;
  readonly base64?: boolean;
  readonly requestHeaders?: readonly Header[];
  readonly headers?: readonly Header[];
  readonly startedDateTime?: string;
  readonly time?: number;
  readonly error?: string;
  readonly redirectURL?: string;
  readonly viaServiceWorker?: boolean;
  /** Members of the entry itself, e.g. `_resourceType`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export function harEntry(parts: HarEntryParts) {
  const { body, error, base64 } = parts;
  return {
    startedDateTime: parts.startedDateTime ?? '2026-01-15T10:00:00.000Z',
    time: parts.time ?? 40,
    request: {
      method: parts.method ?? 'GET',
      url: parts.url ?? 'https://api.example.com/thing',
      headers: parts.requestHeaders ?? [],
    },
    response: {
      status: parts.status ?? 200,
      statusText: parts.statusText ?? '',
      headers: parts.headers ?? [],
      content: {
        size: body?.length ?? 0,
        mimeType: parts.mimeType ?? 'application/json',
        ...(body !== undefined && { text: body }),
        ...(base64 && { encoding: 'base64' }),
      },
      redirectURL: parts.redirectURL ?? '',
      _error: error ?? null,
      _fetchedViaServiceWorker: parts.viaServiceWorker ?? false,
    },
    pageref: 'page_1',
    ...parts.extra,
  };
}

/** The text of a HAR file as Chromium exports it. */
export function harText(entries: readonly unknown[], creator = 'WebInspector'): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '1' }, pages: [], entries } });
}
