/** Runs in Firefox's main process: what an extension itself asks for, in its pages, workers and background. */
import type { Gecko } from './gecko.ts';

interface Channel {
  QueryInterface(kind: unknown): Channel;
  readonly URI: { readonly spec: string };
  readonly loadInfo: { readonly triggeringPrincipal: { readonly addonId?: string } | null };
}

/** The property of the browser's first window that holds the list of addresses. */
export const REQUESTS = '__wireTriageRequests';

/** The list grows as requests are made, of which no page of the browser's own and no address within the extension is one. */
export function watchRequests(extensionId: string): string[] {
  const { Services, Ci } = globalThis as unknown as Gecko;
  const found: string[] = [];
  Services.obs.addObserver((subject) => {
    const channel = (subject as Channel).QueryInterface(Ci.nsIHttpChannel);
    if (channel.loadInfo.triggeringPrincipal?.addonId === extensionId) found.push(channel.URI.spec);
  }, 'http-on-opening-request');
  return found;
}
