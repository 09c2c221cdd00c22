/** The inspected page as DevTools reaches it without a permission: the top frame evaluates expressions, and is loaded again. */
import browser from 'webextension-polyfill';

export interface InspectedPage {
  /** The value of an expression; undefined when it can not be evaluated there now. The expression must not give undefined itself. */
  evaluate(expression: string): Promise<unknown>;
  /** As `evaluate`, until it succeeds or `signal` aborts. */
  evaluateSoon(expression: string, signal: AbortSignal): Promise<unknown>;
  /** Loads the page again, with this script before its first one. */
  reload(injectedScript?: string): void;
}

/** The way to the inspected page, open until `signal` aborts. */
export const inspectPage: (signal: AbortSignal) => InspectedPage = import.meta.env.FIREFOX ? throughFrames : directly;

/** A navigation leaves no place to evaluate in for a moment; each attempt takes about a millisecond. */
const MAX_ATTEMPTS = 400;

/** No answer after so long is none, in ms: the page is busy or stands at a breakpoint, or the answer went down with its document. */
const ANSWER_MS = 2_000;

function untilEvaluated(evaluate: InspectedPage['evaluate']): InspectedPage['evaluateSoon'] {
  return async (expression, signal) => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS && !signal.aborted; attempt++) {
      const value = await evaluate(expression);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function directly(): InspectedPage {
  const { inspectedWindow } = chrome.devtools;
  const evaluate = (expression: string) =>
    new Promise<unknown>((resolve) => {
      setTimeout(() => resolve(undefined), ANSWER_MS);
      inspectedWindow.eval(expression, (value, failure) => {
        resolve(failure?.isError || failure?.isException ? undefined : value);
      });
    });
  return {
    evaluate,
    evaluateSoon: untilEvaluated(evaluate),
    reload: (injectedScript) => inspectedWindow.reload(injectedScript === undefined ? {} : { injectedScript }),
  };
}

/** What Firefox gives an extension page of this API. */
interface InspectedWindow {
  eval(expression: string): Promise<[value: unknown, failure?: { isError?: boolean; isException?: boolean }]>;
  reload(options: { injectedScript?: string }): void;
}

/** A document of ours with a line of its own to the inspected page. */
interface Line {
  readonly frame: HTMLIFrameElement;
  readonly inspected: Promise<InspectedWindow>;
}

/** A line that did not serve is replaced after a pause that doubles from time to time, in ms. */
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 4_000;
/** So many lines may be lost before the page is loaded again. */
const MAX_LOST = 3;

/**
 * In Firefox each extension document has a line of its own to the inspected page, and one that evaluates while the page goes
 * somewhere else can lose it for good. A fresh document gets a fresh line. What a lost line was asked is asked no second time.
 */
function throughFrames(signal: AbortSignal): InspectedPage {
  let line: Line | undefined;
  let pauseMs = 0;

  function openLine(): Line {
    const frame = document.createElement('iframe');
    frame.src = browser.runtime.getURL('/inspector.html');
    return { frame, inspected: connect(frame, pauseMs) };
  }

  async function connect(frame: HTMLIFrameElement, pause: number): Promise<InspectedWindow> {
    if (pause > 0) await wait(pause);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true, signal }));
    document.body.append(frame);
    await loaded;
    const { browser: api } = frame.contentWindow as unknown as {
      browser: { devtools: { inspectedWindow: InspectedWindow } };
    };
    return api.devtools.inspectedWindow;
  }

  /** Undefined when the line is lost. */
  async function through<T>(use: (inspected: InspectedWindow) => Promise<T>): Promise<T | undefined> {
    if (signal.aborted) return undefined;
    line ??= openLine();
    const used = line;
    const inspected = await used.inspected;
    const answer = await Promise.race([use(inspected).catch(() => undefined), wait(ANSWER_MS)]);
    if (answer !== undefined) pauseMs = 0;
    else if (line === used) {
      line = undefined;
      pauseMs = Math.min(Math.max(2 * pauseMs, FIRST_PAUSE_MS), MAX_PAUSE_MS);
      used.frame.remove();
    }
    return answer;
  }

  async function evaluate(expression: string): Promise<unknown> {
    const [value, failure] = (await through((inspected) => inspected.eval(expression))) ?? [];
    return failure?.isError || failure?.isException ? undefined : value;
  }

  return {
    evaluate,
    evaluateSoon: untilEvaluated(evaluate),
    async reload(injectedScript) {
      // It gives no sign of whether it worked; an evaluation does.
      for (let attempt = 0; attempt < MAX_LOST && !(await through((inspected) => inspected.eval('0'))); attempt++);
      (await line?.inspected)?.reload(injectedScript === undefined ? {} : { injectedScript });
    },
  };
}

function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
