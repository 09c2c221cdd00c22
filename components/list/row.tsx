import { channelName, methodOf } from '../../lib/exchange.ts';
import type { Group } from '../../lib/session/group.ts';
import type { Healthy } from '../../lib/session/log.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import { fullTime, preciseTime } from '../text/format.ts';
import { Verdict } from '../verdict.tsx';
import { Cell } from './cell.tsx';
import { FailedRequest, Request } from './request.tsx';
import { shownOf } from './rows.ts';

interface Place {
  /** Position in the whole list, from 0. */
  readonly index: number;
  readonly selected: boolean;
  /** The keyboard is on it. */
  readonly active: boolean;
  /** Characters that fit into the request column. */
  readonly room: number;
  readonly onPick: (event: MouseEvent, index: number) => void;
}

export function rowId(index: number): string {
  return `row-${index}`;
}

/** What every row has: its place in the list, and being picked with a click. Keys are the grid's business. */
function rowProps({ index, selected, active, onPick }: Place, look: string) {
  return {
    id: rowId(index),
    class: `row ${look}${index % 2 ? ' odd' : ''}${active ? ' active' : ''}`,
    role: 'row',
    'aria-rowindex': index + 2,
    'aria-selected': selected,
    style: { '--index': index },
    onClick: (event: MouseEvent) => onPick(event, index),
  } as const;
}

export function FailureRow({ group, ...place }: Place & { group: Group }) {
  const { translate, words } = useStore();
  const { exchange, finding } = shownOf(group);
  const possible = finding.confidence === 'possible';
  const code = oneLine(finding.code);
  const name = oneLine(words.name(finding));
  return (
    <div
      {...rowProps(place, possible ? 'failure possible' : 'failure')}
      data-family={finding.family}
      data-code={finding.code}
      data-permanence={finding.permanence}
      data-channel={channelName(exchange)}
      data-count={group.count > 1 ? group.count : undefined}
    >
      <Cell column="time" title={fullTime(group.first.exchange.at)}>
        {preciseTime(group.first.exchange.at)}
      </Cell>
      <Cell column="code" title={code}>
        {code}
      </Cell>
      <Cell column="diagnosis" title={possible ? translate('possibleHint', name) : name}>
        {possible && (
          <span class="tag">
            <span class="word">{translate('possible')}</span>
          </span>
        )}
        <bdi>{name}</bdi>
      </Cell>
      <Cell column="verdict">
        <Verdict kind={finding.permanence} />
      </Cell>
      <Cell column="method">{oneLine(methodOf(exchange), 20)}</Cell>
      <FailedRequest exchange={exchange} operation={finding.operation} room={place.room} />
      <Cell column="channel">{channelName(exchange)}</Cell>
      <Cell column="seen" title={group.count > 1 ? translate('seenTimes', String(group.count)) : ''}>
        {group.count > 1 ? `×${group.count}` : ''}
      </Cell>
    </div>
  );
}

export function HealthyRow({ healthy, ...place }: Place & { healthy: Healthy }) {
  return (
    <div {...rowProps(place, 'healthy')} data-channel={healthy.channel}>
      <Cell column="time" title={fullTime(healthy.at)}>
        {preciseTime(healthy.at)}
      </Cell>
      <Cell column="code">{healthy.status || ''}</Cell>
      <Cell column="diagnosis" />
      <Cell column="verdict" />
      <Cell column="method">{oneLine(healthy.method, 20)}</Cell>
      <Request url={healthy.url} room={place.room} />
      <Cell column="channel">{healthy.channel}</Cell>
      <Cell column="seen" />
    </div>
  );
}
