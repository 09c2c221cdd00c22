/** What DevTools evaluates in a page to reach the tap there, and what the page answers. */
import installTap from '../tap/install.ts?bundled';

/** The last batch that came through, and when its document began (epoch ms). */
export interface Received {
  readonly began: number;
  readonly batch: number;
}

export interface Answer extends Received {
  /** Nothing can be seen of what the page sends: it froze or replaced what there is to replace. */
  readonly isBlind: boolean;
  /** JSON text; undefined where no tap was asked. */
  readonly events: string | undefined;
}

/** Evaluated in the page where the tap is not asked: when its document began, as the page says. */
export const LOOK = 'performance.timeOrigin';

/** As LOOK, or the next batch of the tap where there is one (`Tap.drain`). `batch` is the last that came from the document of `began`. */
export const drain = (name: string, reader: number, { began, batch }: Received) =>
  `typeof ${name} === 'undefined' ? ${LOOK} : ${name}.drain(${reader}, ${began}, ${batch})`;

/** The tap as a constant of the page's global scope. A page where it cannot work gets none. `records`: see `Tap.record`. */
export const define = (name: string, records: boolean) =>
  `const ${name} = ${installTap}();${records ? ` ${name} && ${name}.record();` : ''}`;

/** Gives whether the tap stands before the first script of the document, or null where there is none. */
export const install = (name: string, records: boolean) =>
  `${define(name, records)} ${name} ? !${name}.state().searching : null`;

/**
 * Run before the first script of a page, by `inspectedWindow.reload`. Chromium puts it into a function, in which nothing of it would be
 * global (front_end/models/extensions/ExtensionServer.ts, `onReload`), so it ends that function and begins another.
 */
export const injected = (name: string, records: boolean) =>
  import.meta.env.FIREFOX ? define(name, records) : `})();\n${define(name, records)}\n(function(){`;

/** A tap answers with a text, a page without one with a number. Whatever else there is was made up by the page. */
export function answerOf(value: unknown): Answer | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { began: value, batch: 0, isBlind: false, events: undefined } : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const found = /^(\d{1,15}(?:\.\d{1,15})?) ([01]) (\d{1,15}) /.exec(value);
  if (!found) return undefined;
  const [head, began, blind, batch] = found;
  return { began: Number(began), batch: Number(batch), isBlind: blind === '1', events: value.slice(head.length) };
}
