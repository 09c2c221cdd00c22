import type { ComponentChildren } from 'preact';
import { useStore } from '../context.ts';
import { CopyBar } from '../report/copy-bar.tsx';
import { FailureDetails } from './failure-details.tsx';
import { HealthyDetails } from './healthy-details.tsx';

/** What is known of the selected row. The children (the divider) stand at its edge. */
export function Details({ children }: { children: ComponentChildren }) {
  const { translate, shownGroup, shownHealthy, selectedGroups } = useStore();
  return (
    // biome-ignore lint/a11y/noRedundantRoles: the role is named so that scripts and tests find it by its attribute
    <aside class="details" role="complementary" aria-label={translate('diagnosis')}>
      {children}
      {shownGroup.value && <FailureDetails group={shownGroup.value} />}
      {shownHealthy.value && <HealthyDetails healthy={shownHealthy.value} />}
      {selectedGroups.value.length > 0 && <CopyBar />}
    </aside>
  );
}
