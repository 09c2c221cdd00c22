import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Words } from '../../lib/words/words.ts';
import type { Translate } from '../translate.ts';
import type { TimeSpan } from './waterfall.tsx';

/** What cells need beside their row. */
export interface CellContext {
  readonly translate: Translate;
  readonly words: Words;
  /** Characters that fit into the request column. */
  readonly room: number;
  /** Hosts that are seen with several ports. */
  readonly manyPorts: ReadonlySet<string>;
  /** No column tells how often rows were seen, so that their diagnoses do. */
  readonly tellsCount: boolean;
  /** No column tells what servers said, so that it stands beside the diagnoses. */
  readonly tellsSaid: boolean;
  /** What the bars of the waterfall stand in. */
  readonly span: ReadonlySignal<TimeSpan | undefined>;
  /** Shows the parts of the row with that key, or puts them away. */
  readonly toggleFold: (key: string) => void;
}

/** What a cell shows, and its tooltip, for what it may have to cut off. */
export interface Shown {
  readonly content: ComponentChildren;
  readonly title?: string;
}
