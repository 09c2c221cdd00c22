/** A place in code with the lines around it, of the original where a map leads there. */
import type { CodePlace } from '../exchange.ts';
import { inlineMapOf, readMap } from './source-map.ts';

export interface CodeView {
  readonly place: CodePlace;
  /** False where no map leads to the original: then the place is one of the code that the browser runs. */
  readonly isOriginal: boolean;
  /** The line and up to two before and after it; empty where its text is not known. */
  readonly lines: readonly CodeLine[];
}

export interface CodeLine {
  /** From 1. */
  readonly number: number;
  /** Of a long line only the part around the column. */
  readonly text: string;
}

const AROUND = 2;
/** Most of a line that is shown, in characters. */
const MAX_LINE = 200;

export interface CodeViews {
  readonly hasMap: boolean;
  /** The view of a place in the script; undefined where the script has no such line. Never throws. */
  viewOf(place: CodePlace): CodeView | undefined;
}

/** Views of a script, whose map is read once for all of them. */
export function codeViews(script: string): CodeViews {
  const map = inlineMapOf(script);
  const originalIn = map === undefined ? undefined : readMap(map);
  return {
    hasMap: map !== undefined,
    viewOf(place) {
      const { line, column } = place;
      if (line === undefined) return undefined;
      const original = originalIn?.(line, column ?? 1);
      if (original) {
        const { source: url, content = '' } = original;
        const lines = linesAround(content, original.line, original.column);
        // A map that lies: the original has no such line.
        if (lines.length > 0 || content === '')
          return { place: { ...place, url, line: original.line, column: original.column }, isOriginal: true, lines };
      }
      const lines = linesAround(script, line, column ?? 1);
      return lines.length > 0 ? { place, isOriginal: false, lines } : undefined;
    },
  };
}

/** Empty where the text has no such line. */
function linesAround(text: string, line: number, column: number): readonly CodeLine[] {
  const lines: CodeLine[] = [];
  let hasLine = false;
  let start = 0;
  for (let number = 1; number <= line + AROUND && start <= text.length; number++) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (number >= line - AROUND) lines.push({ number, text: partOf(text, start, end, number === line ? column : 1) });
    hasLine ||= number === line && (end > start || found >= 0);
    start = end + 1;
  }
  return hasLine ? lines : [];
}

function partOf(text: string, start: number, end: number, column: number): string {
  const from =
    end - start <= MAX_LINE ? start : Math.max(start, Math.min(start + column - MAX_LINE / 4, end - MAX_LINE));
  return text.slice(from, Math.min(end, from + MAX_LINE)).trimEnd();
}
