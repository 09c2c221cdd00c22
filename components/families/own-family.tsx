import type { FileFault } from '../../lib/catalog/own-families.ts';
import { whole } from '../text/format.ts';
import type { Translate } from '../translate.ts';
import { FamilyHosts } from './family-hosts.tsx';

interface OwnFamilyRowProps {
  readonly translate: Translate;
  readonly id: string;
  readonly title: string;
  readonly version: string | undefined;
  readonly codes: number;
  readonly on: boolean;
  /** How many failures that are held it explains. */
  readonly matches: number;
  readonly isFirst: boolean;
  readonly hosts: readonly string[];
  readonly onHosts: (written: string) => readonly FileFault[];
  readonly onSwitch: (on: boolean) => void;
  readonly onRaise: () => void;
  readonly onExport: () => void;
  readonly onRemove: () => void;
}

/** One family of the user's own, and what can be done with it. */
export function OwnFamilyRow(props: OwnFamilyRowProps) {
  const { translate, id, title, version, codes, on, matches, isFirst } = props;
  const action = (name: string, label: string, run: () => void, isOff = false) => (
    <button type="button" data-action={name} aria-label={`${title}: ${label}`} disabled={isOff} onClick={run}>
      {label}
    </button>
  );
  return (
    <li data-own-family={id}>
      <label>
        <input
          type="checkbox"
          data-action="switch-family"
          checked={on}
          onChange={({ currentTarget }) => props.onSwitch(currentTarget.checked)}
        />{' '}
        <b>{title}</b> <code>{id}</code> {version}
      </label>
      <span class="dim" data-part="matches" data-matches={matches}>
        {translate('familyMatches', whole(codes), whole(matches))}
      </span>
      <FamilyHosts translate={translate} hosts={props.hosts} onChange={props.onHosts} />
      <span class="settings-buttons">
        {action('raise-family', translate('familyRaise'), props.onRaise, isFirst)}
        {action('export-family', translate('familyExport'), props.onExport)}
        {action('remove-family', translate('familyRemove'), props.onRemove)}
      </span>
    </li>
  );
}
