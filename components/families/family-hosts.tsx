import { useId, useState } from 'preact/hooks';
import type { FileFault } from '../../lib/catalog/own-families.ts';
import type { Translate } from '../translate.ts';
import { FaultList } from './fault-list.tsx';

interface FamilyHostsProps {
  readonly translate: Translate;
  readonly hosts: readonly string[];
  /** Takes the hosts as they were written, or says what is wrong with them. */
  readonly onChange: (written: string) => readonly FileFault[];
}

/** Hosts that speak for a family beside its own: where somebody runs the service themselves. */
export function FamilyHosts({ translate, hosts, onChange }: FamilyHostsProps) {
  const id = useId();
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  return (
    <span class="family-hosts">
      <label htmlFor={id}>{translate('familyHosts')}</label>
      <input
        id={id}
        type="text"
        data-action="family-hosts"
        spellcheck={false}
        autocomplete="off"
        placeholder="localhost, *.example.com"
        value={hosts.join(', ')}
        onChange={({ currentTarget }) => setFaults(onChange(currentTarget.value))}
      />
      <span class="trouble" role="alert">
        <FaultList translate={translate} faults={faults} />
      </span>
    </span>
  );
}
