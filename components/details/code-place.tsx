import type { RunningPlace } from '../../lib/exchange.ts';
import { placeLine } from '../../lib/words/code-place.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';

/** Longest place that is shown, in characters. */
const MAX_PLACE = 200;

/** A place in code by its name, in the original where that is known. A click opens it in the browser's own Sources panel, where the browser can be asked to. */
export function Place({ place }: { place: RunningPlace }) {
  const { translate, host } = useStore();
  const { openSource } = host;
  const { url, line, column } = place.original ?? place;
  const name = <code>{oneLine(placeLine(place), MAX_PLACE)}</code>;
  const where = oneLine([url, line, column].filter((part) => part !== undefined).join(':'));
  if (!openSource || place.url === '') return <span title={where}>{name}</span>;
  return (
    <button
      type="button"
      class="link"
      data-action="open-source"
      title={translate('openSource', where)}
      onClick={() => openSource(place)}
    >
      {name}
    </button>
  );
}
