import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from '../../wait.ts';
import type { Modifier, Shortcut } from '../keys.ts';
import { type Display, type MouseAction, type Point, Session } from '../session.ts';
import type { Cdp, Events, ExceptionDetails, Params, Result } from './cdp.ts';

interface MouseInput {
  readonly types: readonly string[];
  readonly button: 'none' | 'left' | 'right';
  /** 1 while the left button is held. */
  readonly buttons?: number;
}

const MOUSE_INPUTS: Readonly<Record<MouseAction, MouseInput>> = {
  move: { types: ['mouseMoved'], button: 'none' },
  press: { types: ['mousePressed'], button: 'left' },
  drag: { types: ['mouseMoved'], button: 'left', buttons: 1 },
  release: { types: ['mouseReleased'], button: 'left' },
  menu: { types: ['mousePressed', 'mouseReleased'], button: 'right' },
};

/** Bits of the protocol's `modifiers`. */
const MODIFIER_BITS: Readonly<Record<Modifier, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** One attached target: a page, the panel, the devtools page or the DevTools front end. */
export class ChromiumSession extends Session {
  readonly targetId: string;
  readonly #problems: string[] = [];
  readonly #cdp: Cdp;
  readonly #sessionId: string;
  /** Documents whose load event has fired. */
  readonly #loaded = new Set<string>();
  #scriptAtStart: string | undefined;

  private constructor(cdp: Cdp, targetId: string, sessionId: string) {
    super();
    this.#cdp = cdp;
    this.targetId = targetId;
    this.#sessionId = sessionId;
  }

  static async attach(cdp: Cdp, targetId: string): Promise<ChromiumSession> {
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    const session = new ChromiumSession(cdp, targetId, sessionId);
    session.#on('Page.lifecycleEvent', ({ name, loaderId }) => {
      if (name === 'load') session.#loaded.add(loaderId);
    });
    session.#on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      session.#problems.push(describe(exceptionDetails));
    });
    session.#on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type !== 'error' && type !== 'assert') return;
      session.#problems.push(args.map((a) => a.description ?? String(a.value)).join(' '));
    });
    await session.send('Runtime.enable');
    await session.send('Page.enable');
    await session.send('Page.setLifecycleEventsEnabled', { enabled: true });
    return session;
  }

  /** Any command of the protocol. */
  send<M extends string>(method: M, params?: Params): Promise<Result<M>> {
    return this.#cdp.send(method, params, this.#sessionId);
  }

  async exists(): Promise<boolean> {
    try {
      const { targetInfos } = await this.#cdp.send('Target.getTargets', { filter: [{}] });
      return targetInfos.some(({ targetId }) => targetId === this.targetId);
    } catch {
      return false; // the browser has ended
    }
  }

  async close(): Promise<void> {
    await this.#cdp.close(this.targetId);
  }

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

  async goto(url: string): Promise<void> {
    const { loaderId, errorText } = await this.send('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    if (loaderId !== undefined) await waitFor(() => this.#loaded.has(loaderId), `${url} to load`);
  }

  async reload(): Promise<void> {
    const before = this.#loaded.size;
    await this.send('Page.reload');
    await waitFor(() => this.#loaded.size > before, 'the page to load again');
  }

  async runAtStart(script: string | undefined): Promise<void> {
    const identifier = this.#scriptAtStart;
    if (identifier !== undefined) await this.send('Page.removeScriptToEvaluateOnNewDocument', { identifier });
    this.#scriptAtStart =
      script && (await this.send('Page.addScriptToEvaluateOnNewDocument', { source: script })).identifier;
  }

  async mouse(action: MouseAction, at: Point, held: readonly Modifier[] = []): Promise<void> {
    const { types, ...buttons } = MOUSE_INPUTS[action];
    const modifiers = held.reduce((bits, name) => bits | MODIFIER_BITS[name], 0);
    for (const type of types) {
      await this.send('Input.dispatchMouseEvent', { ...at, ...buttons, type, clickCount: 1, modifiers });
    }
  }

  async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  async chooseFile(selector: string, file: string): Promise<void> {
    const expression = `document.querySelector(${JSON.stringify(selector)})`;
    const { objectId } = (await this.send('Runtime.evaluate', { expression })).result;
    if (objectId === undefined) throw new Error(`nothing matches ${selector}`);
    await this.send('DOM.setFileInputFiles', { objectId, files: [path.resolve(file)] });
  }

  /** As for any session, or a part of it. */
  async screenshot(file: string, clip?: Point & { readonly width: number; readonly height: number }): Promise<void> {
    const part = clip && { clip: { ...clip, scale: 1 } };
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', ...part });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async display({ width, height, zoom = 1, scheme = 'light', forcedColors = false }: Display): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', {
      width: Math.round(width / zoom),
      height: Math.round(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    });
    await this.send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'forced-colors', value: forcedColors ? 'active' : 'none' },
      ],
    });
  }

  async online(isOnline: boolean): Promise<void> {
    await this.send('Network.enable');
    // 0 and -1 stand for no delay and no limit.
    await this.send('Network.emulateNetworkConditions', {
      offline: !isOnline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    if (isOnline) await this.send('Network.disable');
  }

  async problems(): Promise<readonly string[]> {
    return [...this.#problems];
  }

  async isProxy(expression: string): Promise<boolean> {
    const { result } = await this.send('Runtime.evaluate', { expression });
    return result.subtype === 'proxy';
  }

  async countAlive(prototype: string): Promise<number> {
    await this.#collectGarbage();
    const { objectId } = (await this.send('Runtime.evaluate', { expression: prototype })).result;
    const { objects } = await this.send('Runtime.queryObjects', { prototypeObjectId: objectId });
    const [, alive] = /^Array\((\d+)\)$/.exec(objects.description ?? '') ?? [];
    return Number(alive);
  }

  async heapSize(): Promise<number> {
    await this.#collectGarbage();
    return (await this.send('Runtime.getHeapUsage')).usedSize;
  }

  /** Twice: what a first collection finalises, a second one frees. */
  async #collectGarbage(): Promise<void> {
    await this.send('HeapProfiler.enable');
    await this.send('HeapProfiler.collectGarbage');
    await this.send('HeapProfiler.collectGarbage');
    await this.send('HeapProfiler.disable');
  }

  protected async pressKey({ key, code, keyCode, modifiers: names }: Shortcut): Promise<void> {
    const modifiers = names.reduce((sum, name) => sum | MODIFIER_BITS[name], 0);
    const isText = names.every((name) => name === 'Shift');
    const text = !isText ? undefined : key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    // Headless, nothing else turns the keys into the command.
    const commands = key === 'v' && names.join() === 'Control' ? ['paste'] : [];
    const event = { key, modifiers, code, windowsVirtualKeyCode: keyCode, commands };
    await this.send('Input.dispatchKeyEvent', { ...event, type: text === undefined ? 'rawKeyDown' : 'keyDown', text });
    await this.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }

  #on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): void {
    this.#cdp.on(this.#sessionId, event, listener);
  }
}

function describe({ text, exception }: ExceptionDetails): string {
  return exception?.description ?? (exception?.value === undefined ? text : String(exception.value));
}
