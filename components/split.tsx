import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useStore } from './context.ts';
import { layoutFor } from './layout.ts';
import { Details, Divider } from './parts.ts';
import { useSize } from './use-size.ts';

/** The list, and beside or below it the details of what is selected. */
export function Split({ children }: { children: ComponentChildren }) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const { placement, size, least, most, low } = layoutFor(useSize(box), store.sizes.value);
  const open = store.detailsOpen.value && (store.shownGroup.value ?? store.shownHealthy.value) !== undefined;

  return (
    <div class={`split ${placement}${low ? ' low' : ''}`} ref={box} style={{ '--details': `${size}px` }}>
      <main>{children}</main>
      {open && (
        <Details comesIntoView={placement === 'page'}>
          {placement !== 'page' && placement !== 'over' && (
            <Divider
              where={placement}
              size={size}
              least={least}
              most={most}
              onResize={(next) => store.resizeDetails(placement, next)}
            />
          )}
        </Details>
      )}
    </div>
  );
}
