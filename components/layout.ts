/** Where the details stand for a given room, and how large they are. All sizes are CSS pixels. */

/** `beside` the list, `below` it, or on one `page` with it that scrolls as a whole. */
export type Placement = 'beside' | 'below' | 'page';

/** Sizes that the user dragged the details to. */
export type Sizes = { readonly [P in Exclude<Placement, 'page'>]?: number };

export interface Layout {
  readonly placement: Placement;
  /** Width beside the list, height below it. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  /** There is so little height that tabs and copy buttons share one line. */
  readonly low: boolean;
}

/** Narrower than this, two panes leave neither of them readable: 1280 pixels at 400 % are 320. */
const MIN_PANES = 400;
/** Narrower than this, list and details do not fit side by side … */
const MIN_WIDTH = 760;
/** … unless there is no height either to put one below the other. */
const MIN_HEIGHT = 260;
/** Lower than this, what the details say first needs every line. */
const LOW = 260;

/** What the list keeps however far the divider is dragged, and what the details do. */
const MIN_LIST = { beside: 230, below: 90 };
const MIN_DETAILS = { beside: 240, below: 110 };

/** Until somebody drags the divider: the share of the room, and the most that a wide window gives. */
const SHARE = { beside: 0.38, low: 0.6, below: 0.58 };
const STANDARD_WIDTH = 420;
const STANDARD_LOW_WIDTH = 760;

export function layoutFor({ width, height }: { width: number; height: number }, chosen: Sizes): Layout {
  const low = height > 0 && height < LOW;
  if (width > 0 && width < MIN_PANES) return { placement: 'page', size: 0, least: 0, most: 0, low: false };
  const placement = width > 0 && width < MIN_WIDTH && height > MIN_HEIGHT ? 'below' : 'beside';
  const room = placement === 'below' ? height : width;
  const least = MIN_DETAILS[placement];
  const most = Math.round(Math.max(least, room - MIN_LIST[placement]));
  const size = Math.round(Math.min(most, Math.max(least, chosen[placement] ?? standard(placement, room, low))));
  return { placement, size, least, most, low };
}

function standard(placement: 'beside' | 'below', room: number, low: boolean): number {
  if (placement === 'below') return room * SHARE.below;
  return low ? Math.min(STANDARD_LOW_WIDTH, room * SHARE.low) : Math.min(STANDARD_WIDTH, room * SHARE.beside);
}

/** Reads sizes that were stored, whoever wrote them; undefined where they are none. */
export function parseSizes(stored: unknown): Sizes | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { beside, below } = stored as Record<string, unknown>;
  if (!isSize(beside) || !isSize(below)) return undefined;
  return { ...(beside !== undefined && { beside }), ...(below !== undefined && { below }) };
}

function isSize(value: unknown): value is number | undefined {
  return value === undefined || (typeof value === 'number' && value > 0 && value < 100_000);
}
