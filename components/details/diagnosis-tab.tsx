import { methodOf, urlOf } from '../../lib/exchange.ts';
import type { Failure, Finding } from '../../lib/finding.ts';
import { blockedLine } from '../../lib/words/blocked.ts';
import { useStore } from '../context.ts';
import { Teach } from '../families/teach.tsx';
import { addressWithoutUser } from '../text/address.ts';
import { cut, oneLine } from '../text/clean.ts';
import { duration, fullTime, preciseTime, whole } from '../text/format.ts';
import { Prose } from '../text/prose.tsx';
import { Advice } from './advice.tsx';
import { Differences } from './differences.tsx';
import { Grounds } from './grounds.tsx';
import { Initiator } from './initiator.tsx';
import { References } from './references.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';
import { StoryTold } from './story.tsx';
import { FINDING_NAME } from './tab-ids.ts';
import { VerdictBox } from './verdict-box.tsx';

/** Longest part of a name and of an address that is shown here, in characters. */
const MAX_NAME = 200;
const MAX_ADDRESS = 1_000;

/** The diagnosis, what helps now first: verdict, advice and the server's own words come before address and evidence. */
export function DiagnosisTab({ failure }: { failure: Failure }) {
  const { translate, words, warnings } = useStore();
  const { finding } = failure;
  return (
    <>
      <Head finding={finding} />
      <VerdictBox finding={finding} />
      <Section title={translate('action')} look="action">
        <Advice failure={failure} />
        {finding.blocked && (
          <p class="blocked" data-part="blocked">
            {blockedLine(finding.blocked)}
          </p>
        )}
      </Section>
      <Said finding={finding} />
      <Initiator failure={failure} />
      <Teach failure={failure} />
      {warnings.value.length > 0 && (
        <div class="warning" role="note">
          {warnings.value.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </div>
      )}
      <References failure={failure} />
      <Differences failure={failure} />
      <StoryTold failure={failure} />
      <Where failure={failure} />
      <Section title={translate('meaning')}>
        <Prose text={words.meaning(finding)} />
      </Section>
      <Grounds failure={failure} />
    </>
  );
}

function Head({ finding }: { finding: Finding }) {
  const { words } = useStore();
  return (
    <div class="finding-head">
      <p class="family">
        {words.familyTitle(finding.family)} · <b class="code">{oneLine(finding.code, 200)}</b>
      </p>
      <h2 class="name" id={FINDING_NAME}>
        <bdi>{oneLine(words.name(finding), MAX_NAME)}</bdi>
      </h2>
    </div>
  );
}

/** What was asked of whom, when and how often. */
function Where({ failure: { exchange, finding } }: { failure: Failure }) {
  const method = methodOf(exchange);
  const ms = exchange.channel === 'http' ? exchange.durationMs : undefined;
  const topic = exchange.channel === 'mqtt' ? exchange.topic : undefined;
  const parts = [
    finding.operation && oneLine(finding.operation, 200),
    topic && oneLine(topic),
    <Times key="times" at={exchange.at} />,
    ms !== undefined && duration(ms),
  ].filter(Boolean);
  return (
    <p class="where">
      {method && `${oneLine(method, 20)} `}
      <bdi>{cut(addressWithoutUser(urlOf(exchange)), MAX_ADDRESS)}</bdi>
      {parts.map((part) => [' · ', part])}
    </p>
  );
}

function Times({ at }: { at: number }) {
  const { translate, shownGroup } = useStore();
  const { count = 1, first } = shownGroup.value ?? {};
  const text =
    first && count > 1
      ? translate('seenBetween', whole(count), preciseTime(first.exchange.at), preciseTime(at))
      : preciseTime(at);
  return <time title={fullTime(at)}>{text}</time>;
}
