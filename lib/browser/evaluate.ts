/** Running expressions in the top frame of the inspected page, which needs no permission. */

/** A navigation leaves no place to evaluate in for a moment; each attempt takes about a millisecond. */
const MAX_ATTEMPTS = 400;

/** Firefox never answers where the document goes while it is asked. */
const ANSWER_MS = 3_000;

/** The value of an expression; undefined when it can not be evaluated there now. The expression must not give undefined itself. */
export function evaluate(expression: string): Promise<unknown> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ANSWER_MS);
    chrome.devtools.inspectedWindow.eval(expression, (value, failure) => {
      resolve(failure?.isError || failure?.isException ? undefined : value);
    });
  });
}

/** As `evaluate`, until it succeeds. */
export async function evaluateSoon(expression: string, signal: AbortSignal): Promise<unknown> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS && !signal.aborted; attempt++) {
    const value = await evaluate(expression);
    if (value !== undefined) return value;
  }
  return undefined;
}
