import { type Exchange, methodOf, urlOf } from '../../lib/exchange.ts';
import type { Failure } from '../../lib/finding.ts';
import { useStore } from '../context.ts';
import { addressWithoutUser } from '../text/address.ts';
import { manyLines, oneLine } from '../text/clean.ts';
import type { Translate } from '../translate.ts';
import { type Fact, Facts } from './facts.tsx';
import { HeaderList } from './header-list.tsx';
import { Section } from './section.tsx';

/** Longest address shown here, in characters. */
const MAX_ADDRESS = 4_000;

export function HeadersTab({ failure: { exchange, finding } }: { failure: Failure }) {
  const { translate } = useStore();
  if (exchange.channel !== 'http' && exchange.channel !== 'handshake') return null;
  return (
    <>
      <Section title={translate('general')}>
        <Facts facts={generalFacts(exchange, translate)} />
      </Section>
      <HeaderList title={translate('responseHeaders')} headers={exchange.responseHeaders} finding={finding} />
      {exchange.channel === 'http' && (
        <HeaderList title={translate('requestHeaders')} headers={exchange.requestHeaders} />
      )}
    </>
  );
}

function generalFacts(exchange: Extract<Exchange, { status: number }>, translate: Translate): readonly Fact[] {
  const facts: Fact[] = [
    [translate('factUrl'), manyLines(addressWithoutUser(urlOf(exchange)), MAX_ADDRESS)],
    [translate('columnMethod'), oneLine(methodOf(exchange), 40)],
    [translate('factStatus'), exchange.status === 0 ? translate('noStatus') : statusLine(exchange)],
    [translate('factFailure'), exchange.failure && oneLine(exchange.failure)],
  ];
  if (exchange.channel === 'handshake') return facts;
  return [
    ...facts,
    [translate('factType'), oneLine(exchange.mimeType)],
    [
      translate('factRole'),
      exchange.role === 'plain' ? '' : translate(exchange.role === 'preflight' ? 'preflight' : 'redirect'),
    ],
    [translate('factWithheld'), exchange.withheld ? translate('withheld') : ''],
    [translate('factCache'), exchange.fromCache && oneLine(exchange.fromCache, 40)],
    [translate('factWorker'), exchange.viaServiceWorker ? translate('yes') : ''],
  ];
}

function statusLine(exchange: Extract<Exchange, { status: number }>): string {
  const text = exchange.channel === 'http' ? oneLine(exchange.statusText, 200) : '';
  return `${exchange.status} ${text}`.trim();
}
