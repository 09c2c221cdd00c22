/** A setting of the user: of which host, and where its traces are looked at. */

export interface TraceTemplate {
  /** `api.example.com`, or `*.example.com` for every name below it. */
  readonly host: string;
  /** What the link is called, e.g. the name of the tool. */
  readonly label: string;
  /** An https address (or http, for a tool of one's own) with places: `{trace}`, `{request}`, `{span}`, `{at}` (epoch ms). */
  readonly url: string;
}

/** Templates that are kept and looked at. */
export const MAX_TEMPLATES = 50;

/** Longest parts of a template, in characters; a host name has at most 253 (RFC 1035 section 2.3.4). */
const MAX_HOST = 253;
const MAX_LABEL = 60;
const MAX_URL = 2_000;

const HOST = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;
const PLACE = /\{(?:trace|request|span|at)\}/;
const PLACES = /\{\w{1,20}\}/g;

/** The part of a template that is wrong; undefined where it can be used. */
export function templateFault({ host, label, url }: TraceTemplate): keyof TraceTemplate | undefined {
  if (host.length > MAX_HOST || !HOST.test(host)) return 'host';
  if (label.trim() === '' || label.length > MAX_LABEL) return 'label';
  const isAddress = url.length <= MAX_URL && /^https?:\/\//i.test(url) && URL.canParse(url.replace(PLACES, 'x'));
  return isAddress && PLACE.test(url) ? undefined : 'url';
}

/** Reads what was stored, whoever wrote it; what cannot be used is left out. */
export function parseTemplates(input: unknown): readonly TraceTemplate[] {
  if (!Array.isArray(input)) return [];
  return input.slice(0, MAX_TEMPLATES).flatMap((one: unknown) => {
    const { host, label, url } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    if (typeof host !== 'string' || typeof label !== 'string' || typeof url !== 'string') return [];
    const template = { host, label, url };
    return templateFault(template) === undefined ? [template] : [];
  });
}
