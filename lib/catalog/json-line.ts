/** Where a text stops being JSON, by the words of the engine that refused it: Chromium's, Firefox's and Node's each name the place. */
export function lineOfJsonError(error: unknown, text: string): number | undefined {
  const said = error instanceof SyntaxError ? error.message : '';
  const line = /\bline (\d+)/.exec(said)?.[1];
  if (line !== undefined) return Number(line);
  const position = /\bposition (\d+)/.exec(said)?.[1];
  return position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
}
