import type { Passed } from '../../lib/session/log.ts';
import { useStore } from '../context.ts';
import { addressWithoutUser } from '../text/address.ts';
import { cut, oneLine } from '../text/clean.ts';
import { duration, fullTime } from '../text/format.ts';
import { Facts } from './facts.tsx';
import { TabBar } from './tab-bar.tsx';

/** The little that is kept of an exchange in which nothing failed. */
export function HealthyDetails({ passed }: { passed: Passed }) {
  const { translate } = useStore();
  return (
    <>
      <TabBar>
        <h2 class="tab-title">{translate('noFailure')}</h2>
      </TabBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it can scroll, and a keyboard must be able to scroll it */}
      <div class="pane" tabIndex={0}>
        <Facts
          facts={[
            [translate('factUrl'), cut(addressWithoutUser(passed.url), 4_000)],
            [translate('columnMethod'), oneLine(passed.method, 40)],
            [translate('factStatus'), passed.status || ''],
            [translate('columnChannel'), passed.channel],
            [translate('factAt'), fullTime(passed.at)],
            [translate('factDuration'), passed.durationMs === undefined ? '' : duration(passed.durationMs)],
          ]}
        />
        <p class="dim">{translate('healthyHint')}</p>
      </div>
    </>
  );
}
