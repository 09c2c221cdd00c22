import type { Failure } from '../../lib/finding.ts';
import type { Attempt } from '../../lib/session/recovery.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { duration, fullTime, whole } from '../text/format.ts';
import { Section } from './section.tsx';

/** Calls of the endpoint that are drawn: the latest. */
const MAX_DRAWN = 24;

/** From so many changes between success and failure on, an endpoint comes and goes. */
const FLAPPING = 3;

/** How the latest calls of the same endpoint went, one after another. Nothing where there was only this one. */
export function StoryTold({ failure }: { failure: Failure }) {
  const { translate, storyOf } = useStore();
  const story = storyOf(failure);
  if (!story || story.attempts.length < 2) return null;
  const { attempts, endpoint, turns } = story;
  const failed = attempts.filter(({ code }) => code !== undefined).length;
  const drawn = attempts.slice(-MAX_DRAWN);
  return (
    <Section title={translate('story')} look="story">
      <div data-part="story">
        <p>
          {translate('storyCounts', whole(failed), whole(attempts.length))} <bdi class="dim">{oneLine(endpoint)}</bdi>
          {turns >= FLAPPING && ` ${translate('storyTurns', whole(turns))}`}
        </p>
        <ol class="attempts">
          {drawn.map((attempt, i) => (
            <OneAttempt key={`${attempt.at} ${i}`} attempt={attempt} before={drawn[i - 1]} />
          ))}
        </ol>
      </div>
    </Section>
  );
}

function OneAttempt({ attempt: { at, code }, before }: { attempt: Attempt; before: Attempt | undefined }) {
  const { translate } = useStore();
  return (
    <li class={code === undefined ? 'worked' : 'failed'} title={fullTime(at)}>
      {before && <span class="dim">+{duration(Math.max(0, at - before.at))}</span>}
      <b>{code === undefined ? translate('attemptWorked') : oneLine(code, 24)}</b>
    </li>
  );
}
