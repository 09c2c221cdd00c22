/** Marionette, Firefox's own automation protocol: `LENGTH:JSON` over a local TCP connection. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PATIENCE_MS } from '../../wait.ts';
import { DRIVER, type Privileged } from './privileged.ts';

const COLON = ':'.charCodeAt(0);
/** Kind of a message: its first member. */
const [COMMAND, ANSWER] = [0, 1];

/** Calls a method of the driver in Firefox's main process. Rejects with what it throws. */
export type Call = <M extends keyof Privileged>(
  method: M,
  ...args: Parameters<Privileged[M]>
) => Promise<Awaited<ReturnType<Privileged[M]>>>;

type Answer = (error: { readonly message: string } | null, result: unknown) => void;

export class Marionette {
  readonly #socket: Socket;
  readonly #pending = new Map<number, Answer>();
  #lastId = 0;
  #ended: string | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', (error) => this.end(`the connection broke: ${error.message}`));
    socket.on('close', () => this.end('Firefox has closed the connection'));
    let parts: Buffer[] = [];
    let size = 0;
    let wanted = 1;
    socket.on('data', (chunk) => {
      parts.push(chunk);
      size += chunk.length;
      while (size >= wanted) {
        const all = Buffer.concat(parts);
        const start = all.indexOf(COLON) + 1;
        const end = start + Number(all.subarray(0, Math.max(0, start - 1)));
        if (start === 0 || size < end) {
          parts = [all];
          wanted = start === 0 ? size + 1 : end;
          return;
        }
        this.#receive(all.subarray(start, end).toString());
        parts = [all.subarray(end)];
        size -= end;
        wanted = 1;
      }
    });
  }

  /** Connects to a port of 127.0.0.1. */
  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Marionette(socket);
  }

  /** Rejects every command under way, and all later ones, with `why`. */
  end(why: string): void {
    this.#ended ??= why;
    this.#socket.destroy();
    for (const answer of this.#pending.values()) answer({ message: this.#ended }, undefined);
    this.#pending.clear();
  }

  send(command: string, params: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const failure = new Error(); // made here, so that its stack leads to the caller
    return new Promise((resolve, reject) => {
      const fail = (message: string) => reject(Object.assign(failure, { message }));
      if (this.#ended !== undefined) return fail(`${command}: ${this.#ended}`);
      const id = ++this.#lastId;
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        fail(`${command}: no answer within ${PATIENCE_MS} ms`);
      }, PATIENCE_MS);
      this.#pending.set(id, (error, result) => {
        clearTimeout(timer);
        if (error) fail(error.message);
        else resolve(result);
      });
      const text = JSON.stringify([COMMAND, id, command, params]);
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  /** Runs the body of a function in Firefox's main process, in the first window, and gives what it, or its promise, returns. */
  async execute(script: string, args: readonly unknown[] = []): Promise<unknown> {
    const parameters = { script, args, newSandbox: true, sandbox: null };
    const { value } = (await this.send('WebDriver:ExecuteScript', parameters)) as { readonly value: unknown };
    return value;
  }

  /** To the driver, once it is there. */
  readonly call: Call = (method, ...args) =>
    this.execute(`return window.${DRIVER}.${method}(...arguments)`, args) as Promise<never>;

  #receive(text: string): void {
    const message = JSON.parse(text) as unknown;
    if (!Array.isArray(message) || message[0] !== ANSWER) return; // the greeting
    const [, id, error, result] = message as [number, number, { readonly message: string } | null, unknown];
    const answer = this.#pending.get(id);
    this.#pending.delete(id);
    answer?.(error, result);
  }
}
