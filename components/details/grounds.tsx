import type { ConnectionRecord } from '../../lib/exchange.ts';
import type { Failure, Finding } from '../../lib/finding.ts';
import { recordDirection } from '../../lib/words/record.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import type { MessageKey } from '../translate.ts';
import { inOrder } from './frame-order.ts';
import { Section } from './section.tsx';

const CONFIDENCE = {
  certain: 'confidenceCertain',
  likely: 'confidenceLikely',
  possible: 'confidencePossible',
} as const satisfies Record<Finding['confidence'], MessageKey>;

/** Why the failure is taken for this, what else it could be, and where the code is described. */
export function Grounds({ failure: { exchange, finding } }: { failure: Failure }) {
  const { translate, words, connection, showFrame } = useStore();
  const message =
    exchange.channel === 'close' && finding.evidence.some(({ kind }) => kind === 'last-message')
      ? lastReceived(connection(exchange.socket.id)?.records ?? [], exchange.at)
      : undefined;
  const { also, confidence, evidence, family } = finding;
  const isOnHost = evidence.some(({ kind }) => kind === 'host');
  return (
    <>
      <Section title={translate('why')}>
        <p>{translate(confidence === 'certain' && !isOnHost ? 'confidenceStandard' : CONFIDENCE[confidence])}</p>
        <ul>
          {words.evidence(finding).map((line) => (
            <li key={line}>{oneLine(line)}</li>
          ))}
        </ul>
        {message && (
          <p>
            <button type="button" class="link" data-action="show-message" onClick={() => showFrame(message.id)}>
              {translate('showLastMessage')}
            </button>
          </p>
        )}
      </Section>
      {also.length > 0 && (
        <Section title={translate('also')}>
          <ul>
            {also.map((other) => (
              <li key={`${other.family} ${other.code}`}>
                {words.familyTitle(other.family)} · <b class="code">{oneLine(other.code, 60)}</b>:{' '}
                {oneLine(words.rival(other))}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={translate('source')}>
        <Source address={words.source(finding)} title={words.familyTitle(family)} />
      </Section>
    </>
  );
}

/** Only https leads anywhere: families can come from users. */
function Source({ address, title }: { address: string; title: string }) {
  const short = oneLine(address.replace(/^https:\/\/(www\.)?/, ''), 120);
  if (!address.startsWith('https://')) return <p>{short}</p>;
  return (
    <p>
      <a href={address} target="_blank" rel="noopener noreferrer" title={oneLine(address)}>
        {title}
      </a>{' '}
      <span class="dim">{short}</span>
    </p>
  );
}

/** The server's last message before a socket was closed; undefined where it is no longer held. */
function lastReceived(records: readonly ConnectionRecord[], closedAt: number): ConnectionRecord | undefined {
  return inOrder(records).findLast(
    (record) => record.channel !== 'close' && recordDirection(record) === 'receive' && record.at <= closedAt,
  );
}
