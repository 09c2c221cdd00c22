/** Stack traces: what of them is the error's own words. */

/** Longest line of a trace that is read, in characters. */
const MAX_LINE = 500;
/** How much of a trace is looked at from either end, in characters. */
const MAX_END = 4_000;

/** A class of errors and what it says, as runtimes print it: `java.lang.NullPointerException: …`, `TypeError: …`, `panic: …`. */
const THROWN =
  /^(?:Uncaught |Unhandled |Caused by: |Exception in thread "[^"]{1,80}" )?(?:(?:[A-Za-z_$][\w$]{0,60}[.:\\]{1,2}){0,10}[A-Z][\w$]{0,80}(?:Error|Exception|Fault)|Error|panic)(?:: |$)/;

/** The line of a stack trace that tells the error, the first or, as in Python, one of the last; undefined where there is none. */
export function errorOfTrace(trace: string): string | undefined {
  const [head = ''] = trace.slice(0, MAX_END).split('\n', 1);
  const line = [head, ...trace.slice(-MAX_END).split('\n').reverse()].find((one) => THROWN.test(one));
  return line?.slice(0, MAX_LINE).trim();
}
