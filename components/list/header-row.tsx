// biome-ignore-all lint/a11y/useSemanticElements: a grid of a few rows out of thousands, which no table is
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row or header
import { useRef } from 'preact/hooks';
import { useStore } from '../context.ts';
import type { LaidOut } from './columns.ts';

interface HeaderRowProps {
  readonly columns: readonly LaidOut[];
  /** Id of the column whose header the keyboard is on. */
  readonly active: string | undefined;
  readonly onMenu: () => void;
}

/** Pixels a header is pulled before that is a move and not a click. */
const PULL = 5;

/** Column headers. A click sorts, pulling one moves its column, pulling its edge changes the width, a right click chooses columns. */
export function HeaderRow({ columns, active, onMenu }: HeaderRowProps) {
  const { translate, sort, sortBy, moveColumn } = useStore();
  const pulled = useRef(false);

  /** Where each column begins is known, so nothing is measured while one is pulled. */
  function pull(event: PointerEvent, id: string): void {
    if (event.button !== 0) return;
    const header = event.currentTarget as HTMLElement;
    const start = event.clientX;
    const own = columns.findIndex(({ field }) => field.id === id);
    const edges = columns.map((_, i) => columns.slice(0, i).reduce((sum, { width }) => sum + width, 0));
    const offset = (edges[own] ?? 0) + event.offsetX;
    pulled.current = false;
    track(header, event, {
      move: ({ clientX }) => {
        if (Math.abs(clientX - start) >= PULL) pulled.current = true;
      },
      end: ({ clientX }) => {
        const x = offset + clientX - start;
        const target =
          columns[
            Math.max(
              0,
              edges.findLastIndex((edge) => edge <= x),
            )
          ];
        if (pulled.current && target && target.field.id !== id) moveColumn(id, target.field.id);
      },
    });
  }

  return (
    <div class="head" role="rowgroup">
      <div
        class="row"
        role="row"
        aria-rowindex={1}
        onContextMenu={(event) => {
          event.preventDefault();
          onMenu();
        }}
      >
        {columns.map(({ field: { id, title, column }, width }) => {
          const sorted = sort.value?.column === id ? sort.value : undefined;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid, which has the focus, handles the keys
            <div
              key={id}
              id={`head-${id}`}
              class={`cell at-${id}${column.atEnd ? ' end' : ''}${active === id ? ' active' : ''}`}
              role="columnheader"
              aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
              title={translate('sortHint')}
              onPointerDown={(event) => pull(event, id)}
              onClick={() => {
                if (!pulled.current) sortBy(id);
              }}
            >
              <span class="title">{translate(title)}</span>
              {sorted && <span class="arrow">{sorted.descending ? '▼' : '▲'}</span>}
              <Grip id={id} width={width} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The edge of a column. A double click gives the width back to the layout. */
function Grip({ id, width }: { id: string; width: number }) {
  const { resizeColumn } = useStore();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Shift with the arrow keys does the same on a header
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on it means nothing, and must not sort
    <span
      class="grip"
      onPointerDown={(event) => {
        event.stopPropagation();
        if (event.button !== 0) return;
        const start = event.clientX;
        const to = ({ clientX }: PointerEvent) => Math.round(width + clientX - start);
        track(event.currentTarget, event, {
          move: (moved) => resizeColumn(id, to(moved), false),
          end: (ended) => {
            if (ended.clientX !== start) resizeColumn(id, to(ended));
          },
        });
      }}
      onClick={(event) => event.stopPropagation()}
      onDblClick={() => resizeColumn(id, undefined)}
    />
  );
}

/** Follows a pointer from where it went down to where it is let go, wherever it moves in between. */
function track(
  element: HTMLElement,
  { pointerId }: PointerEvent,
  { move, end }: { readonly move: (event: PointerEvent) => void; readonly end: (event: PointerEvent) => void },
): void {
  const done = new AbortController();
  const { signal } = done;
  element.setPointerCapture?.(pointerId);
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointercancel', () => done.abort(), { signal });
  element.addEventListener(
    'pointerup',
    (event) => {
      done.abort();
      end(event);
    },
    { signal },
  );
}
