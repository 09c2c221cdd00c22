import { useState } from 'preact/hooks';
import { cookiesOf } from '../../lib/cookies.ts';
import type { Header } from '../../lib/exchange.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';

/** Headers whose value lets somebody else act as the user. */
const SENSITIVE = /^(proxy-)?authorization$|cookie|token|secret|api-?key|session|[cx]srf/i;

/** Longest value shown, in characters. */
const MAX_VALUE = 8_000;

/** The value of a header, cookie by cookie where it holds cookies. */
export function HeaderValue({ header }: { header: Header }) {
  const cookies = cookiesOf(header);
  if (!cookies) return SENSITIVE.test(header.name) ? <Secret value={header.value} /> : <Value value={header.value} />;
  return (
    <ul class="cookies">
      {cookies.map(({ name, value, attributes }, i) => (
        <li key={`${i} ${name}`}>
          {name !== '' && <bdi>{oneLine(name, MAX_VALUE)}=</bdi>}
          {value !== '' && <Secret value={value} />}
          {attributes !== '' && <bdi class="dim">; {oneLine(attributes, MAX_VALUE)}</bdi>}
        </li>
      ))}
    </ul>
  );
}

function Value({ value }: { value: string }) {
  return <bdi>{oneLine(value, MAX_VALUE)}</bdi>;
}

/** Shown only after a click, so that a shared screen does not show it. */
function Secret({ value }: { value: string }) {
  const { translate } = useStore();
  const [isShown, show] = useState(false);
  if (isShown) return <Value value={value} />;
  return (
    <button type="button" class="reveal" title={translate('reveal')} onClick={() => show(true)}>
      {translate('hidden')}
    </button>
  );
}
