import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useStore } from './context.ts';
import { Details } from './details/details.tsx';
import { Divider } from './divider.tsx';
import { useSize } from './use-size.ts';

/** Narrower than this, in pixels, list and details do not fit side by side … */
const MIN_WIDTH = 760;
/** … unless there is no height either to put one below the other. */
const MIN_HEIGHT = 260;

/** Pixels the list keeps however far the divider is dragged. */
const MIN_LIST = { beside: 260, below: 90 };
const MIN_DETAILS = { beside: 240, below: 110 };

/** The list, and beside or below it the details of what is selected. */
export function Split({ children }: { children: ComponentChildren }) {
  const store = useStore();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [chosen, choose] = useState<{ beside?: number; below?: number }>({});

  const where = width > 0 && width < MIN_WIDTH && height > MIN_HEIGHT ? 'below' : 'beside';
  const room = where === 'below' ? height : width;
  const standard = where === 'below' ? height * 0.58 : Math.min(420, width * 0.38);
  const most = Math.max(MIN_DETAILS[where], room - MIN_LIST[where]);
  const size = Math.round(Math.min(most, Math.max(MIN_DETAILS[where], chosen[where] ?? standard)));
  const open = store.detailsOpen.value && (store.shownGroup.value ?? store.shownHealthy.value) !== undefined;

  return (
    <div class={`split ${where}`} ref={box} style={{ '--details': `${size}px` }}>
      <main>{children}</main>
      {open && (
        <Details>
          <Divider
            where={where}
            size={size}
            least={MIN_DETAILS[where]}
            most={Math.round(most)}
            onResize={(next) => choose({ ...chosen, [where]: next })}
          />
        </Details>
      )}
    </div>
  );
}
