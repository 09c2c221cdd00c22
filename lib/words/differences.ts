/** Differences from the last success in words. Names come from the wire, so a line is redacted before it leaves. */
import type { Difference, DifferencePart } from '../difference.ts';

const PARTS: Readonly<Record<DifferencePart, string>> = {
  header: 'header',
  query: 'parameter',
  body: 'member',
  cookie: 'cookie',
  token: 'token',
  size: 'size of',
  initiator: 'line of code that asked',
  protocol: 'protocol',
  'service-worker': 'way through a service worker',
};

const CHANGES: Readonly<Record<Difference['change'], string>> = {
  added: 'is new',
  missing: 'is missing',
  changed: 'has another value',
  type: 'is of another kind',
  grown: 'is far larger',
  reused: 'was used before, with another body',
  expired: 'has expired',
};

/** `header content-type has another value`. */
export function differenceLine({ part, name, change }: Difference): string {
  return [PARTS[part], name, CHANGES[change]].filter((word) => word !== '').join(' ');
}
