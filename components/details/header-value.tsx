import { useState } from 'preact/hooks';
import type { Header } from '../../lib/exchange.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';

/** Headers whose value lets somebody else act as the user. */
const SENSITIVE = /^(proxy-)?authorization$|cookie|token|secret|api-?key|session|[cx]srf/i;

/** Longest value shown, in characters. */
const MAX_VALUE = 8_000;

/** The value of a header; a sensitive one only after a click, so that a shared screen does not show it. */
export function HeaderValue({ header: { name, value } }: { header: Header }) {
  const { translate } = useStore();
  const [revealed, reveal] = useState(!SENSITIVE.test(name));
  if (revealed) return <bdi>{oneLine(value, MAX_VALUE)}</bdi>;
  return (
    <button type="button" class="reveal" title={translate('reveal')} onClick={() => reveal(true)}>
      {translate('hidden')}
    </button>
  );
}
