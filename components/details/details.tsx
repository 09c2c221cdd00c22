import type { ComponentChildren } from 'preact';
import { useStore } from '../context.ts';
import { FailureDetails } from './failure-details.tsx';
import { HealthyDetails } from './healthy-details.tsx';

/** What is known of the selected row. The children (the divider) stand at its edge. */
export function Details({ children }: { children: ComponentChildren }) {
  const { translate, selectedGroup, selectedPassed } = useStore();
  return (
    // biome-ignore lint/a11y/noRedundantRoles: the role is named so that scripts and tests find it by its attribute
    <aside class="details" role="complementary" aria-label={translate('diagnosis')}>
      {children}
      {selectedGroup.value && <FailureDetails group={selectedGroup.value} />}
      {selectedPassed.value && <HealthyDetails passed={selectedPassed.value} />}
    </aside>
  );
}
