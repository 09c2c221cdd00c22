/** The inspected page as DevTools reaches it without a permission: its top document evaluates expressions and can be reloaded. */
import { browser } from './api.ts';

export interface InspectedPage {
  /** The value of an expression; undefined when it cannot be evaluated there now. The expression must not give undefined itself. */
  evaluate(expression: string): Promise<unknown>;
  /** Loads the page again, where given with a script before its first one. */
  reload(options?: ReloadOptions): void;
}

interface ReloadOptions {
  readonly injectedScript?: string;
}

/** The way to the inspected page, open until `signal` aborts. */
export const inspectPage: (signal: AbortSignal) => InspectedPage = import.meta.env.FIREFOX ? throughIframes : directly;

/** A navigation leaves no place to evaluate in for a moment; each attempt takes about a millisecond. */
const MAX_ATTEMPTS = 400;

/** No answer after so long is none, in ms: the page is busy or stands at a breakpoint, or the answer went down with its document. */
const ANSWER_MS = 2_000;

/** As `page.evaluate`, until it succeeds, all attempts are made, or `signal` aborts. */
export async function evaluateSoon(
  page: InspectedPage,
  expression: string,
  signal: AbortSignal,
  attempts = MAX_ATTEMPTS,
): Promise<unknown> {
  for (let attempt = 0; attempt < attempts && !signal.aborted; attempt++) {
    const value = await page.evaluate(expression);
    if (value !== undefined) return value;
  }
  return undefined;
}

interface EvaluationFailure {
  readonly isError?: boolean | undefined;
  readonly isException?: boolean | undefined;
}

type Answer = readonly [value: unknown, failure?: EvaluationFailure | undefined];

function valueIn([value, failure]: Answer): unknown {
  return failure?.isError || failure?.isException ? undefined : value;
}

function directly(): InspectedPage {
  const { inspectedWindow } = chrome.devtools;
  return {
    evaluate: (expression) =>
      new Promise((resolve) => {
        setTimeout(() => resolve(undefined), ANSWER_MS);
        inspectedWindow.eval(expression, (value, failure) => resolve(valueIn([value, failure])));
      }),
    reload: (options = {}) => inspectedWindow.reload(options),
  };
}

/** What Firefox gives an extension page of this API. */
interface InspectedWindow {
  eval(expression: string): Promise<Answer>;
  reload(options: ReloadOptions): void;
}

/** A document of ours with a line of its own to the inspected page. */
interface Line {
  readonly frame: HTMLIFrameElement;
  readonly inspected: Promise<InspectedWindow>;
}

/** Once a line and the spare one are lost without any answer, the next is opened after a pause that doubles each time, in ms. */
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 2_000;
/** So many lines may be lost before the page is loaded again. */
const MAX_LOST = 3;

/**
 * In Firefox each extension document has a line of its own to the inspected page, and one that evaluates while the page goes
 * somewhere else can lose it for good. A fresh document gets a fresh line. It can take seconds to load, while a page loads too: a
 * spare one waits, which has not evaluated anything and is therefore whole. What a lost line was asked is asked no second time.
 */
function throughIframes(signal: AbortSignal): InspectedPage {
  let line: Line | undefined;
  let spare: Line | undefined;
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
  async function ask(expression: string): Promise<Answer | undefined> {
    if (signal.aborted) return undefined;
    line ??= openLine();
    const used = line;
    const inspected = await used.inspected;
    const answer = await Promise.race([inspected.eval(expression).catch(() => undefined), wait(ANSWER_MS)]);
    if (answer !== undefined) {
      pauseMs = 0;
      spare ??= openLine();
    } else if (line === used) {
      line = spare;
      spare = undefined;
      pauseMs = Math.min(Math.max(2 * pauseMs, FIRST_PAUSE_MS), MAX_PAUSE_MS);
      used.frame.remove();
    }
    return answer;
  }

  return {
    evaluate: async (expression) => valueIn((await ask(expression)) ?? [undefined]),
    async reload(options = {}) {
      // A reload gives no sign of whether it worked; an answer says that the line is whole.
      for (let lost = 0; lost < MAX_LOST; lost++) if (await ask('0')) break;
      (await line?.inspected)?.reload(options);
    },
  };
}

function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
