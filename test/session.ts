import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Cdp, Events, ExceptionDetails, Params, Result } from './cdp.ts';
import { waitFor } from './wait.ts';

/** A value that survives the way into a page and back. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the driver leaves in a document. */
type Noted = typeof globalThis & {
  __pointerDowns?: number;
  __copied?: { readonly text: string } | { readonly error: string } | undefined;
};

/** Input that has not arrived by then is lost. */
const INPUT_MS = 1_000;

/** One attached target: a page, the panel, the devtools page or the DevTools front end. */
export class Session {
  readonly targetId: string;
  /** Uncaught exceptions and console errors, from the start of the document on. */
  readonly problems: string[] = [];
  readonly #cdp: Cdp;
  readonly #sessionId: string;
  /** Documents whose load event has fired. */
  readonly #loaded = new Set<string>();

  private constructor(cdp: Cdp, targetId: string, sessionId: string) {
    this.#cdp = cdp;
    this.targetId = targetId;
    this.#sessionId = sessionId;
  }

  static async attach(cdp: Cdp, targetId: string): Promise<Session> {
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    const session = new Session(cdp, targetId, sessionId);
    session.#on('Page.lifecycleEvent', ({ name, loaderId }) => {
      if (name === 'load') session.#loaded.add(loaderId);
    });
    session.#on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      session.problems.push(describe(exceptionDetails));
    });
    session.#on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type !== 'error' && type !== 'assert') return;
      session.problems.push(args.map((a) => a.description ?? String(a.value)).join(' '));
    });
    await session.send('Runtime.enable');
    await session.send('Page.enable');
    await session.send('Page.setLifecycleEventsEnabled', { enabled: true });
    return session;
  }

  /** Whether there is still something to talk to: people close tabs and browsers. */
  async exists(): Promise<boolean> {
    try {
      const { targetInfos } = await this.#cdp.send('Target.getTargets', { filter: [{}] });
      return targetInfos.some(({ targetId }) => targetId === this.targetId);
    } catch {
      return false; // the browser has ended
    }
  }

  /** Any command of the protocol. */
  send<M extends string>(method: M, params?: Params): Promise<Result<M>> {
    return this.#cdp.send(method, params, this.#sessionId);
  }

  /**
   * Runs `fn` in the document with `args` and returns what it, or the promise it gives, yields.
   * It sees none of the caller's variables. Counts as a user gesture. Rejects with what `fn` throws.
   */
  async evaluate<A extends readonly Json[], R>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    // esbuild's `keepNames` (tsx) wraps inner functions in calls of a helper that does not exist in the page.
    const call = `(() => { const __name = (f) => f; return (${fn})(...${JSON.stringify(args)}); })()`;
    return (await this.evaluateText(call)) as R;
  }

  /** As `evaluate`, with an expression. */
  async evaluateText(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) throw new Error(describe(exceptionDetails));
    return result.value;
  }

  /** Waits until `fn` gives something truthy in the document, and returns that. `what` names it in the error. */
  waitFor<A extends readonly Json[], R>(
    what: string,
    fn: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<NonNullable<R>> {
    return waitFor(() => this.evaluate(fn, ...args), what);
  }

  /** Navigates and waits for the load event. Rejects with Chromium's error where there is nothing to show. */
  async goto(url: string): Promise<void> {
    const { loaderId, errorText } = await this.send('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    if (loaderId !== undefined) await waitFor(() => this.#loaded.has(loaderId), `${url} to load`, 20_000);
  }

  /** Loads the document again and waits for the load event. */
  async reload(): Promise<void> {
    const before = this.#loaded.size;
    await this.send('Page.reload');
    await waitFor(() => this.#loaded.size > before, 'the page to load again', 20_000);
  }

  /**
   * A real click in the middle of the first element that `selector` finds, scrolled into view.
   * Waits until the element is there and nothing covers it, and until the document has received the click.
   */
  async click(selector: string): Promise<void> {
    const { x, y } = await waitFor(() => this.evaluate(middleOf, selector), `${selector} to be clickable`);
    const before = await this.evaluate(countPointerDowns);
    const press = async () => {
      const at = { x, y, button: 'left', clickCount: 1 };
      await this.send('Input.dispatchMouseEvent', { ...at, type: 'mouseMoved', button: 'none' });
      await this.send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' });
      await this.send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' });
    };
    const received = async () => (await this.evaluate(countPointerDowns)) > before;
    await press();
    // A frame that has just appeared can miss its first click, although the browser acknowledges it.
    if (!(await waitFor(received, 'the click', INPUT_MS).catch(() => false))) {
      await press();
      await waitFor(received, `the click on ${selector} to arrive`, INPUT_MS);
    }
  }

  /** Presses a key where the focus is: `a`, `Enter`, `ArrowDown`, `Control+f`, `Shift+Tab`, … */
  async press(shortcut: string): Promise<void> {
    const parts = shortcut.split(/(?<=.)\+/);
    const key = parts.pop() ?? '';
    const modifiers = parts.reduce((sum, name) => {
      const bit = MODIFIERS[name];
      if (bit === undefined) throw new Error(`no such modifier: ${name}`);
      return sum | bit;
    }, 0);
    const text = modifiers & ~SHIFT ? undefined : key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    const event = { key, modifiers, ...keyCode(key) };
    await this.send('Input.dispatchKeyEvent', { ...event, type: text === undefined ? 'rawKeyDown' : 'keyDown', text });
    await this.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }

  /** Puts `text` in at the cursor, as an input method does: with `input` events and without key events. */
  async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  /** What the document writes to the clipboard with `navigator.clipboard.writeText` during `action` or soon after. */
  async copied(action: () => Promise<void>): Promise<string> {
    await this.evaluate(noteCopies);
    await action();
    const copied = await this.waitFor('a text on the clipboard', () => (globalThis as Noted).__copied);
    if ('error' in copied) throw new Error(`writing to the clipboard failed: ${copied.error}`);
    return copied.text;
  }

  /** Chooses a file in an `<input type="file">`. */
  async chooseFile(selector: string, file: string): Promise<void> {
    const expression = `document.querySelector(${JSON.stringify(selector)})`;
    const { objectId } = (await this.send('Runtime.evaluate', { expression })).result;
    if (objectId === undefined) throw new Error(`nothing matches ${selector}`);
    await this.send('DOM.setFileInputFiles', { objectId, files: [path.resolve(file)] });
  }

  /** A PNG of the document, or of a part of it. Top-level targets only: a panel is photographed through DevTools. */
  async screenshot(file: string, clip?: Point & { readonly width: number; readonly height: number }): Promise<void> {
    const part = clip && { clip: { ...clip, scale: 1 } };
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', ...part });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  /** Waits until the document has loaded and been painted. Something hidden never is. */
  async painted(): Promise<void> {
    await this.waitFor('the document to load', () => document.readyState === 'complete');
    await this.evaluate(
      () => new Promise<boolean>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
    );
  }

  #on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): void {
    this.#cdp.on(this.#sessionId, event, listener);
  }
}

/** Bits of the protocol's `modifiers`. */
const SHIFT = 8;
const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: SHIFT };

/** Windows virtual key codes of the keys that have a name. */
const KEY_CODES: Readonly<Record<string, number>> = {
  Backspace: 8,
  Tab: 9,
  Enter: 13,
  Escape: 27,
  PageUp: 33,
  PageDown: 34,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
  F5: 116,
};

function keyCode(key: string): { readonly code: string; readonly windowsVirtualKeyCode: number } {
  if (/^[a-z]$/i.test(key)) {
    const upper = key.toUpperCase();
    return { code: `Key${upper}`, windowsVirtualKeyCode: upper.charCodeAt(0) };
  }
  if (/^\d$/.test(key)) return { code: `Digit${key}`, windowsVirtualKeyCode: key.charCodeAt(0) };
  if (key === ' ') return { code: 'Space', windowsVirtualKeyCode: 32 };
  if (key === '/') return { code: 'Slash', windowsVirtualKeyCode: 191 };
  if (key === '?') return { code: 'Slash', windowsVirtualKeyCode: 191 };
  const known = KEY_CODES[key];
  if (known === undefined) throw new Error(`no such key: ${key}`);
  return { code: key, windowsVirtualKeyCode: known };
}

function describe({ text, exception }: ExceptionDetails): string {
  return exception?.description ?? (exception?.value === undefined ? text : String(exception.value));
}

// These run in the document.

function middleOf(selector: string): Point | null {
  const element = document.querySelector(selector);
  if (element === null) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return null;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const top = document.elementFromPoint(middle.x, middle.y);
  if (top === null || !element.contains(top)) throw new Error(`covered by ${top?.outerHTML.slice(0, 200)}`);
  return middle;
}

function countPointerDowns(): number {
  const place = globalThis as Noted;
  if (place.__pointerDowns === undefined) {
    place.__pointerDowns = 0;
    addEventListener(
      'pointerdown',
      () => {
        place.__pointerDowns = (place.__pointerDowns ?? 0) + 1;
      },
      { capture: true },
    );
  }
  return place.__pointerDowns;
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
