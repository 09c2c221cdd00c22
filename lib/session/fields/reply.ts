/** What a reply, or the end of a socket, says beside its code and its words. */
import { header, responseHeadersOf, socketOf } from '../../exchange.ts';
import type { FurtherError } from '../../finding.ts';
import { REQUEST_ID_HEADERS } from '../../request-id.ts';
import { blockedLine } from '../../words/blocked.ts';
import { shownOf } from '../rows.ts';
import type { Outlet, Told } from './outlet.ts';

/** Links, and further errors of one reply, that a report lists; the others are counted. */
const MAX_LISTED = 5;
/** Characters of one further error in a report. */
const MAX_ERROR = 200;

export const subprotocol: Told = {
  id: 'subprotocol',
  fact: {
    label: 'Subprotocol',
    code: true,
    value: ({ group }, _, out) => {
      const value = socketOf(shownOf(group).exchange)?.subprotocol;
      return value ? out.header({ name: 'Sec-WebSocket-Protocol', value }) : undefined;
    },
  },
};

export const browserError: Told = {
  id: 'browser-error',
  fact: {
    label: 'Browser error',
    code: true,
    value: ({ group }, _, out) => {
      const { exchange } = shownOf(group);
      if (exchange.channel !== 'http' && exchange.channel !== 'handshake') return undefined;
      return exchange.status <= 0 && exchange.failure ? out.text(exchange.failure) : undefined;
    },
  },
};

/** What `blocked` is told as; apart from the field, because the panel does not load these sentences before it shows them. */
export const blockedWords: Told = {
  id: 'blocked',
  fact: {
    label: 'Blocked',
    value: ({ group }, _, out) => {
      const found = shownOf(group).finding.blocked;
      return found && out.text(blockedLine(found));
    },
  },
  json: {
    name: 'blocked',
    value: ({ group }, _, out) => {
      const found = shownOf(group).finding.blocked;
      if (!found) return undefined;
      const rule = found.rule ?? found.directive;
      return { by: out.word(found.by), rule: rule ? out.text(rule) : undefined };
    },
  },
};

export const close: Told = {
  id: 'close',
  fact: {
    label: 'Close',
    code: true,
    value: ({ group }, _, out) => {
      const { exchange } = shownOf(group);
      return exchange.channel === 'close' ? out.say`${exchange.code} ${out.text(exchange.reason)}` : undefined;
    },
  },
};

export const param: Told = {
  id: 'param',
  text: (row) => (row.kind === 'failure' ? (shownOf(row.group).finding.param ?? '') : ''),
  fact: { label: 'Field', code: true },
  json: { name: 'param' },
};

export const errors: Told = {
  id: 'errors',
  fact: {
    label: 'Further errors',
    code: true,
    value: ({ group }, _, out) => listed(shownOf(group).finding.errors, (error) => errorLine(error, out), out),
  },
  json: {
    name: 'errors',
    value: ({ group }, _, out) => {
      const all = shownOf(group).finding.errors;
      const told = (text: string | undefined) => (text === undefined ? undefined : out.text(text));
      if (all.length === 0) return undefined;
      return all.map(({ code, said, param }) => ({ code: told(code), said: told(said), param: told(param) }));
    },
  },
};

/** `code: message (field)`. */
function errorLine<T>({ code, said, param }: FurtherError, out: Outlet<T>): T {
  const start = [code, said].flatMap((one) => (one === undefined ? [] : [out.text(one)]));
  const line = out.join(start, ': ');
  return out.cut(param === undefined ? line : out.say`${line} (${out.text(param)})`, MAX_ERROR);
}

export const links: Told = {
  id: 'links',
  fact: {
    label: 'Links',
    code: true,
    value: ({ group }, _, out) =>
      listed(shownOf(group).finding.links, ({ url, label }) => out.say`${out.url(url)} (${out.text(label)})`, out),
  },
  json: {
    name: 'links',
    value: ({ group }, _, out) => {
      const all = shownOf(group).finding.links;
      if (all.length === 0) return undefined;
      return all.map(({ url, label }) => ({ url: out.url(url), label: out.text(label) }));
    },
  },
};

/** The first few, on one line, and how many more there are. */
function listed<Item, T>(items: readonly Item[], line: (item: Item) => T, out: Outlet<T>): T | undefined {
  if (items.length === 0) return undefined;
  const all = out.join(items.slice(0, MAX_LISTED).map(line), '; ');
  return items.length > MAX_LISTED ? out.say`${all}; and ${items.length - MAX_LISTED} more` : all;
}

/** The id that ties the failure to the server's log. */
export const requestId: Told = {
  id: 'request-id',
  fact: {
    label: 'Request id',
    code: true,
    value: ({ group }, _, out) => {
      const { exchange, finding } = shownOf(group);
      const headers = responseHeadersOf(exchange);
      for (const name of REQUEST_ID_HEADERS) {
        const value = header(headers, name);
        if (value) return out.say`${out.header({ name, value })} (${out.word(name)})`;
      }
      return finding.requestId ? out.requestId(finding.requestId) : undefined;
    },
  },
  json: {
    name: 'requestId',
    value: ({ group }, _, out) => {
      const id = shownOf(group).finding.requestId;
      return id === undefined ? undefined : out.requestId(id);
    },
  },
};
