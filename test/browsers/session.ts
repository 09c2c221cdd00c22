import { waitFor } from '../wait.ts';
import { type Modifier, readShortcut, type Shortcut } from './keys.ts';

/** A value that survives the way into a page and back. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a tab shows its document. Sizes are CSS pixels of the document at a zoom of 1. */
export interface Display {
  readonly width: number;
  readonly height: number;
  /** 2 is a zoom of 200 %: the document has half as many CSS pixels. 1 when absent. */
  readonly zoom?: number;
  /** `light` when absent. */
  readonly scheme?: 'light' | 'dark';
  /** Whether the system forces its own few colours. False when absent. */
  readonly forcedColors?: boolean;
}

/** `drag` moves with the left button held, `menu` is a press and a release of the right one. */
export type MouseAction = 'move' | 'press' | 'drag' | 'release' | 'menu';

/** What received the last press, and whether that is what it was meant for from its beginning to its end. */
interface Press {
  readonly isAwaited: boolean;
  readonly met: string;
}

/** What the driver leaves in a document. */
type Noted = typeof globalThis & {
  __awaited?: string;
  __pressed?: Press | undefined;
  __copied?: { readonly text: string } | { readonly error: string } | undefined;
};

/** Input that has not arrived by then is lost. */
const INPUT_MS = 3_000;

/** One document and those that follow it in the same place: a tab's page, the panel, or the extension's devtools page. */
export abstract class Session {
  /** Whether there is still something to talk to: people close tabs and browsers. */
  abstract exists(): Promise<boolean>;

  /** Closes a tab. */
  abstract close(): Promise<void>;

  /**
   * Evaluates an expression in the document's own realm, whatever its content security policy says; counts as a user gesture.
   * Gives its value as JSON carries it, or that of the promise that it is. Rejects with what it throws.
   */
  abstract evaluateText(expression: string): Promise<unknown>;

  /** Navigates and waits for the load event. Rejects with the browser's error where there is nothing to show. */
  abstract goto(url: string): Promise<void>;

  /** Loads the document again and waits for the load event. */
  abstract reload(): Promise<void>;

  /** Runs a script in each document to come, frames too, before its own first script. `undefined` ends that. */
  abstract runAtStart(script: string | undefined): Promise<void>;

  /** A real mouse, in CSS pixels of the document, with keys held down. */
  abstract mouse(action: MouseAction, at: Point, held?: readonly Modifier[]): Promise<void>;

  /** Puts `text` in at the cursor, as an input method does: with `input` events and without key events. */
  abstract type(text: string): Promise<void>;

  /** Chooses a file in an `<input type="file">`. */
  abstract chooseFile(selector: string, file: string): Promise<void>;

  /** A PNG of the document. Tabs only: a panel is photographed through DevTools. */
  abstract screenshot(file: string): Promise<void>;

  /** Brings the document to the front, in another size, zoom and colour scheme. Tabs only: a panel is laid out by DevTools. */
  abstract display(display: Display): Promise<void>;

  /** Whether the document has a network, as a machine has none whose cable is pulled. Tabs only. */
  abstract online(isOnline: boolean): Promise<void>;

  /** Uncaught exceptions and console errors of pages in this tab so far. */
  abstract problems(): Promise<readonly string[]>;

  /** Whether the value of an expression is a `Proxy`, which no script can tell. */
  abstract isProxy(expression: string): Promise<boolean>;

  /** How many objects whose prototype is the value of an expression are left after a garbage collection. */
  abstract countAlive(prototype: string): Promise<number>;

  /** Bytes that the document's scripts hold after a garbage collection. */
  abstract heapSize(): Promise<number>;

  protected abstract pressKey(shortcut: Shortcut): Promise<void>;

  /**
   * Runs `fn` in the document with `args` and returns what it, or the promise it gives, yields.
   * It sees none of the caller's variables. Rejects with what `fn` throws.
   */
  async evaluate<A extends readonly Json[], R>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    return (await this.evaluateText(callText(fn, args))) as R;
  }

  /** Waits until `fn` gives something truthy in the document, and returns that. `what` names it in the error. */
  waitFor<A extends readonly Json[], R>(
    what: string,
    fn: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<NonNullable<R>> {
    return waitFor(() => this.evaluate(fn, ...args), what);
  }

  /**
   * A real click in the middle of the first element that `selector` finds, scrolled into view.
   * Waits until the element is there, enabled and at rest, and nothing covers it, and until it has received the click.
   * Rejects where something else received it.
   */
  async click(selector: string): Promise<void> {
    const middle = () => waitFor(() => this.evaluate(middleOf, selector), `${selector} to be clickable`);
    let at = await middle();
    await this.mouse('move', at);
    // Until the next frame, input goes to what stood there before the document was scrolled or laid out anew.
    const isAtRest = async () => {
      const before = at;
      await this.evaluate(nextFrame);
      at = await middle();
      return at.x === before.x && at.y === before.y;
    };
    await waitFor(isAtRest, `${selector} to be at rest`);
    await this.evaluate(noteNextPress, selector);
    const press = async () => {
      for (const action of ['move', 'press', 'release'] as const) await this.mouse(action, at);
    };
    const pressed = () => this.evaluate(() => (globalThis as Noted).__pressed);
    await press();
    // A frame that has just appeared can miss its first click, although the browser acknowledges it.
    let hit = await waitFor(pressed, 'the click', INPUT_MS).catch(() => undefined);
    if (!hit) {
      await press();
      hit = await waitFor(pressed, `the click on ${selector} to arrive`, INPUT_MS);
    }
    if (!hit.isAwaited) throw new Error(`the click on ${selector} was a ${hit.met}`);
  }

  /** Presses a key where the focus is: `a`, `Enter`, `ArrowDown`, `Control+f`, `Shift+Tab`, … */
  press(shortcut: string): Promise<void> {
    return this.pressKey(readShortcut(shortcut));
  }

  /** What the document writes to the clipboard with `navigator.clipboard.writeText` during `action` or soon after. */
  async copied(action: () => Promise<void>): Promise<string> {
    await this.evaluate(noteCopies);
    await action();
    const copied = await this.waitFor('a text on the clipboard', () => (globalThis as Noted).__copied);
    if ('error' in copied) throw new Error(`writing to the clipboard failed: ${copied.error}`);
    return copied.text;
  }

  /** Waits until the document has loaded and, unless it is hidden, been painted. */
  async painted(): Promise<void> {
    await this.waitFor('the document to load', () => document.readyState === 'complete');
    await this.evaluate(nextFrame);
  }
}

/** The call of a function as text, to be evaluated elsewhere. */
export function callText(fn: (...args: never[]) => unknown, args: readonly unknown[]): string {
  // esbuild's `keepNames` (tsx) wraps inner functions in calls of a helper that does not exist there.
  return `(() => { const __name = (f) => f; return (${fn})(...${JSON.stringify(args)}); })()`;
}

// These run in the document.

function middleOf(selector: string): Point | null {
  const element = document.querySelector(selector);
  if (element === null) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return null;
  if (element.matches(':disabled')) throw new Error('disabled');
  const middle = { x: x + width / 2, y: y + height / 2 };
  const top = document.elementFromPoint(middle.x, middle.y);
  if (top === null || !element.contains(top)) throw new Error(`covered by ${top?.outerHTML.slice(0, 200)}`);
  return middle;
}

/** Resolves once what there is now has been painted. Something hidden is not waited for. */
function nextFrame(): Promise<boolean> | boolean {
  if (document.hidden) return false;
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
}

/** Notes what a press met, once the button is up: before, nothing has been clicked. */
function noteNextPress(selector: string): void {
  const place = globalThis as Noted;
  const isListening = place.__awaited !== undefined;
  place.__awaited = selector;
  place.__pressed = undefined;
  if (isListening) return;
  let down: Press | undefined;
  const note = ({ type, target }: Event): Press => {
    const isAwaited =
      type !== 'pointercancel' && target instanceof Element && target.closest(place.__awaited ?? '') !== null;
    return {
      isAwaited,
      met: `${type} on ${target instanceof Element ? target.outerHTML.slice(0, 200) : String(target)}`,
    };
  };
  addEventListener('pointerdown', (event) => (down = note(event)), { capture: true });
  for (const type of ['pointerup', 'pointercancel']) {
    addEventListener(
      type,
      (event) => {
        if (down) place.__pressed = down.isAwaited ? note(event) : down;
        down = undefined;
      },
      { capture: true },
    );
  }
}

function noteCopies(): void {
  const place = globalThis as Noted;
  const { clipboard } = navigator;
  const write = Clipboard.prototype.writeText;
  place.__copied = undefined;
  clipboard.writeText = async (text) => {
    try {
      await write.call(clipboard, text);
      place.__copied = { text };
    } catch (error) {
      place.__copied = { error: String(error) };
      throw error;
    }
  };
}
