/** What the command gives back. */
import { oneLine } from '../text.ts';

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  /** 0: done; 2: the call or a file is wrong, and stderr says how: in one line, or in one a fault of a family. */
  readonly exitCode: 0 | 2;
}

/** Longest complaint, in characters: the path of a file may stand in it. */
const MAX_FAULT = 5_000;

export function fault(...lines: readonly string[]): Output {
  return { stdout: '', stderr: lines.map((line) => `${oneLine(line, MAX_FAULT)}\n`).join(''), exitCode: 2 };
}
