// biome-ignore-all lint/a11y/noRedundantRoles: the role is named so that scripts and tests find it by its attribute
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../context.ts';
import { CopyBar } from '../report/copy-bar.tsx';
import { FailureDetails } from './failure-details.tsx';
import { HealthyDetails } from './healthy-details.tsx';
import { FINDING_NAME } from './tab-ids.ts';

export { Divider } from './divider.tsx';

interface DetailsProps {
  /** On a page that scrolls as a whole they would open out of sight. */
  readonly comesIntoView: boolean;
  /** Stands at the edge: the divider. */
  readonly children: ComponentChildren;
}

/** What is known of the selected row. */
export function Details({ comesIntoView, children }: DetailsProps) {
  const { translate, shownGroup, shownHealthy, selectedGroups } = useStore();
  const pane = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (comesIntoView) pane.current?.scrollIntoView({ block: 'start' });
  }, [comesIntoView, shownGroup.value?.key]);

  return (
    <aside
      ref={pane}
      class="details"
      id="details"
      role="complementary"
      aria-label={translate('diagnosis')}
      // Both names count: the one it always has, and what the selected row is about.
      aria-labelledby={`details ${FINDING_NAME}`}
    >
      {children}
      {shownGroup.value && <FailureDetails group={shownGroup.value} />}
      {shownHealthy.value && <HealthyDetails healthy={shownHealthy.value} />}
      {selectedGroups.value.length > 0 && <CopyBar />}
    </aside>
  );
}
