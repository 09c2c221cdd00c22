/** The Chrome DevTools Protocol over the two pipes of `--remote-debugging-pipe`. */
import type { Readable, Writable } from 'node:stream';
import { PATIENCE_MS, waitFor } from '../../wait.ts';

export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly parentId?: string;
}

export interface ExceptionDetails {
  readonly text: string;
  readonly exception?: { readonly description?: string; readonly value?: unknown };
}

interface RemoteObject {
  readonly value?: unknown;
  readonly objectId?: string;
  readonly subtype?: string;
  readonly description?: string;
}

/** Results of the commands used here; https://chromedevtools.github.io/devtools-protocol/ describes them all. */
interface Results {
  'Target.getTargets': { readonly targetInfos: readonly TargetInfo[] };
  'Target.attachToTarget': { readonly sessionId: string };
  'Target.createTarget': { readonly targetId: string };
  'Target.openDevTools': { readonly targetId: string };
  'Extensions.loadUnpacked': { readonly id: string };
  'Runtime.evaluate': {
    readonly result: RemoteObject;
    readonly exceptionDetails?: ExceptionDetails;
  };
  'Page.navigate': { readonly loaderId?: string; readonly errorText?: string };
  'Page.addScriptToEvaluateOnNewDocument': { readonly identifier: string };
  'Runtime.getHeapUsage': { readonly usedSize: number };
  'Runtime.queryObjects': { readonly objects: RemoteObject };
  'Page.captureScreenshot': { readonly data: string };
  'Browser.getVersion': { readonly product: string };
  'Browser.getWindowForTarget': { readonly windowId: number };
}
export type Result<M extends string> = M extends keyof Results ? Results[M] : unknown;

export interface Events {
  'Page.lifecycleEvent': { readonly loaderId: string; readonly name: string };
  'Runtime.exceptionThrown': { readonly exceptionDetails: ExceptionDetails };
  'Runtime.consoleAPICalled': {
    readonly type: string;
    readonly args: readonly { readonly value?: unknown; readonly description?: string }[];
  };
}

export type Params = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
}

export class Cdp {
  readonly #write: Writable;
  readonly #pending = new Map<number, (answer: Message) => void>();
  readonly #listeners = new Map<string, (params: unknown) => void>();
  #lastId = 0;
  #ended: string | undefined;

  constructor(write: Writable, read: Readable) {
    this.#write = write;
    write.on('error', (error) => this.end(`the pipe broke: ${error.message}`));
    read.on('error', (error) => this.end(`the pipe broke: ${error.message}`));
    let parts: Buffer[] = [];
    read.on('data', (chunk: Buffer) => {
      let from = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
        this.#receive(Buffer.concat([...parts, chunk.subarray(from, end)]).toString());
        parts = [];
        from = end + 1;
      }
      if (from < chunk.length) parts.push(chunk.subarray(from));
    });
  }

  /** Rejects every command under way, and all later ones, with `why`. */
  end(why: string): void {
    this.#ended ??= why;
    for (const answer of this.#pending.values()) answer({ error: { message: this.#ended } });
    this.#pending.clear();
  }

  send<M extends string>(method: M, params: Params = {}, sessionId?: string): Promise<Result<M>> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(new Error(`${method}: ${this.#ended}`));
      const id = ++this.#lastId;
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error(`${method}: no answer within ${PATIENCE_MS} ms`));
      }, PATIENCE_MS);
      this.#pending.set(id, ({ result, error }) => {
        clearTimeout(timer);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result as Result<M>);
      });
      this.#write.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  }

  on<E extends keyof Events>(sessionId: string, event: E, listener: (params: Events[E]) => void): void {
    this.#listeners.set(`${sessionId} ${event}`, listener as (params: unknown) => void);
  }

  /** Waits for a target that `wanted` accepts. */
  findTarget(wanted: (target: TargetInfo) => boolean, what: string): Promise<TargetInfo> {
    return waitFor(async () => (await this.send('Target.getTargets', { filter: [{}] })).targetInfos.find(wanted), what);
  }

  /** Closes a target and waits until it is gone. */
  async close(targetId: string): Promise<void> {
    await this.send('Target.closeTarget', { targetId });
    await waitFor(async () => {
      const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
      return targetInfos.every((target) => target.targetId !== targetId);
    }, 'the target to close');
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as Message;
    if (message.id === undefined) {
      this.#listeners.get(`${message.sessionId} ${message.method}`)?.(message.params);
      return;
    }
    const answer = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    answer?.(message);
  }
}
