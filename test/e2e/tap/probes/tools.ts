/** What all probes use. They run in the page, where they see nothing else of this file. */
export interface ProbeTools {
  readonly base: string;
  kind(value: unknown): string;
  show(value: unknown): unknown;
  /** What `run` gives or throws. */
  outcome(run: () => unknown): unknown;
  functionFacts(f: unknown): unknown;
  propertyFacts(owner: object, name: PropertyKey): unknown;
  objectFacts(owner: object): unknown;
  next<K extends keyof WebSocketEventMap>(socket: WebSocket, type: K): Promise<WebSocketEventMap[K]>;
  opened(path?: string, protocols?: string[]): Promise<WebSocket>;
  /** Resolves in a later task, after the events that are queued now. */
  turn(): Promise<void>;
  /** Lines as they are written, and a promise for the next one. Nobody looks again and again whether there is one. */
  notebook(): { readonly log: readonly string[]; write(line: string): void; nextLine(): Promise<void> };
  /** A value whose text is asked for: `order` keeps when. */
  noted(name: string, value: string): { toString(): string };
  readonly order: readonly string[];
}

export type Probed = typeof globalThis & { probeTools: ProbeTools };

/** Leaves the tools in the page. @param base where sockets are served */
export function bringTools(base: string): void {
  const kind = (value: unknown): string => Object.prototype.toString.call(value);
  const show = (value: unknown): unknown => {
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
    if (Array.isArray(value)) return value.map(show);
    if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, show(inner)]));
    return typeof value === 'symbol' || value === undefined ? String(value) : kind(value);
  };
  const thrown = (error: unknown): string =>
    error instanceof Object
      ? `${error.constructor.name} ${(error as Error).name} ${(error as DOMException).code}: ${(error as Error).message}`
          // Firefox quotes the source of the argument, which it does not know behind a proxy.
          .replace(/can't convert .+ to string/, "can't convert it to string")
      : `not an object: ${String(error)}`;
  const outcome = (run: () => unknown): unknown => {
    try {
      return { gave: show(run()) };
    } catch (error) {
      return { threw: thrown(error) };
    }
  };
  const functionFacts = (f: unknown): unknown => {
    if (typeof f !== 'function') return show(f);
    return {
      name: f.name,
      length: f.length,
      keys: Reflect.ownKeys(f).map(String).sort(), // Firefox makes them in the order in which they are asked for
      flags: ['name', 'length'].map((name) => ({ ...Object.getOwnPropertyDescriptor(f, name) })),
      source: Function.prototype.toString.call(f),
      says: `${f}`,
      isConstructor: outcome(() => Reflect.construct(Object, [], f) !== null),
      prototype: Object.getPrototypeOf(f) === Function.prototype,
      extensible: Object.isExtensible(f),
    };
  };
  const propertyFacts = (owner: object, name: PropertyKey): unknown => {
    const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
    return { ...flags, get: functionFacts(get), set: functionFacts(set), value: functionFacts(value) };
  };
  const objectFacts = (owner: object): unknown => ({
    names: Reflect.ownKeys(owner).map(String),
    properties: Object.fromEntries(Reflect.ownKeys(owner).map((name) => [String(name), propertyFacts(owner, name)])),
  });
  const next = <K extends keyof WebSocketEventMap>(socket: WebSocket, type: K): Promise<WebSocketEventMap[K]> =>
    new Promise((resolve) => socket.addEventListener(type, (event) => resolve(event), { once: true }));
  const opened = async (path = '/echo', protocols: string[] = []): Promise<WebSocket> => {
    const socket = new WebSocket(base + path, protocols);
    await next(socket, 'open');
    return socket;
  };
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
  const notebook = () => {
    const log: string[] = [];
    let tell = () => {};
    return {
      log,
      write(line: string) {
        log.push(line);
        tell();
      },
      nextLine: () =>
        new Promise<void>((resolve) => {
          tell = resolve;
        }),
    };
  };
  const order: string[] = [];
  const noted = (name: string, value: string) => ({
    toString() {
      order.push(name);
      return value;
    },
  });
  (globalThis as Probed).probeTools = {
    base,
    kind,
    show,
    outcome,
    functionFacts,
    propertyFacts,
    objectFacts,
    next,
    opened,
    turn,
    notebook,
    noted,
    order,
  };
}
