import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { goOf, startRelay } from '../../../lib/browser/relay.ts';
import type { Tap } from '../../../lib/tap/channel.ts';
import { GREETING, openLine } from '../../../lib/tap/line.ts';

type Listener = (message: unknown) => void;

/** The relay's end of a port, with what went through it. */
class FakePort {
  readonly sent: unknown[] = [];
  readonly #messages: Listener[] = [];
  readonly #ends: (() => void)[] = [];
  disconnected = false;
  readonly onMessage = { addListener: (listener: Listener) => this.#messages.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => this.#ends.push(listener) };
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  disconnect(): void {
    this.disconnected = true;
  }
  /** The extension asks for events. */
  go(message = goOf(false)): void {
    for (const listener of this.#messages) listener(message);
  }
  /** The extension hangs up. */
  end(): void {
    for (const listener of this.#ends) listener();
  }
}

interface FakeTap extends Pick<Tap, 'listen' | 'record'> {
  readonly records: boolean;
  report(events: string): void;
  readonly listeners: number;
}

function fakeTap(): FakeTap {
  const listeners = new Set<(events: string) => void>();
  let records = false;
  return {
    record() {
      records = true;
    },
    get records() {
      return records;
    },
    listen(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    report(events) {
      for (const listener of listeners) listener(events);
    },
    get listeners() {
      return listeners.size;
    },
  };
}

const forge = (type: string, detail: unknown) => performance.dispatchEvent(new CustomEvent(type, { detail }));

describe('the line between tap and relay', () => {
  let ports: FakePort[];

  beforeEach(() => {
    ports = [];
    const connect = () => {
      const port = new FakePort();
      ports.push(port);
      return port;
    };
    vi.stubGlobal('chrome', { runtime: { connect } });
  });

  afterEach(() => {
    for (const port of ports) port.end();
    const world = globalThis as Record<symbol, unknown>;
    (world[Symbol.for('wire-triage end relay')] as (() => void) | undefined)?.();
    delete world[Symbol.for('wire-triage end relay')];
    delete world[Symbol.for('wire-triage line')];
    vi.unstubAllGlobals();
  });

  const lineName = () => (globalThis as Record<symbol, unknown>)[Symbol.for('wire-triage line')];

  it('passes on what the tap reports while somebody wants it', () => {
    const tap = fakeTap();
    startRelay();
    expect(ports).toEqual([]);
    openLine(tap);
    expect(ports).toHaveLength(1);
    expect(ports[0]?.sent).toEqual([{ began: performance.timeOrigin }]);
    tap.report('["unasked"]');
    ports[0]?.go();
    tap.report('["one"]');
    expect(ports[0]?.sent.slice(1)).toEqual(['["one"]']);
    ports[0]?.end();
    tap.report('["after"]');
    expect(ports[0]?.sent).toHaveLength(2);
    expect(tap.listeners).toBe(0);
  });

  it('tells the tap to record where the listener wants that', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    ports[0]?.go();
    expect(tap.records).toBe(false);
    ports[0]?.go(goOf(true));
    expect(tap.records).toBe(true);
  });

  it('is not there for a page that greets later', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    ports[0]?.go();
    const forged = 'f'.repeat(32);
    forge(GREETING, forged);
    forge(`${forged}:events`, '["forged"]');
    forge(`${GREETING}:events`, '["forged"]');
    tap.report('["true"]');
    expect(ports).toHaveLength(1);
    expect(ports[0]?.sent.slice(1)).toEqual(['["true"]']);
    expect(lineName()).not.toBe(forged);
  });

  it('has a name that nobody guesses, another one for each tap', () => {
    const names = Array.from({ length: 5 }, () => {
      const names: unknown[] = [];
      performance.addEventListener(GREETING, (event) => names.push((event as CustomEvent).detail), { once: true });
      openLine(fakeTap());
      return names[0];
    });
    for (const name of names) expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(names).size).toBe(5);
  });

  it('is taken up again by the next relay, which ends the one before', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    ports[0]?.go();
    startRelay();
    expect(ports).toHaveLength(2);
    expect(ports[0]?.disconnected).toBe(true);
    ports[1]?.go();
    tap.report('["once"]');
    expect(ports.flatMap(({ sent }) => sent.filter((message) => typeof message === 'string'))).toEqual(['["once"]']);
    expect(tap.listeners).toBe(1);
  });

  it.each([[undefined], [7], [''], ['f'.repeat(31)], [`${'f'.repeat(31)}G`], [{ toString: () => 'f'.repeat(32) }]])(
    'is not opened by a greeting with %o',
    (detail) => {
      startRelay();
      forge(GREETING, detail);
      expect(ports).toEqual([]);
      openLine(fakeTap());
      expect(ports).toHaveLength(1);
    },
  );

  it('reports once where it is asked to listen twice', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    ports[0]?.go();
    ports[0]?.go();
    expect(tap.listeners).toBe(1);
  });

  it('shows the page nothing that passes by', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    ports[0]?.go();
    const seen: unknown[] = [];
    const spy = (...args: unknown[]) => {
      seen.push(args);
      return true;
    };
    const { CustomEvent } = globalThis;
    vi.stubGlobal('CustomEvent', spy);
    const own = vi.spyOn(performance, 'dispatchEvent').mockImplementation(spy);
    // Where options inherit, these are asked of them.
    for (const name of ['bubbles', 'cancelable', 'composed'])
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get() {
          seen.push(this);
          return undefined;
        },
      });
    expect(() => tap.report('["secret"]')).not.toThrow();
    for (const name of ['bubbles', 'cancelable', 'composed']) Reflect.deleteProperty(Object.prototype, name);
    own.mockRestore();
    vi.stubGlobal('CustomEvent', CustomEvent);
    expect(seen).toEqual([]);
    expect(ports[0]?.sent.at(-1)).toBe('["secret"]');
  });

  it('hears what the relay wants though the page reads details for it', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    const detail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail') as PropertyDescriptor;
    const seen: unknown[] = [];
    Object.defineProperty(CustomEvent.prototype, 'detail', { ...detail, get: () => void seen.push('read') });
    ports[0]?.go(goOf(true));
    Object.defineProperty(CustomEvent.prototype, 'detail', detail);
    expect(seen).toEqual([]);
    expect(tap.records).toBe(true);
  });

  it('throws nothing into the page where a port takes no message', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    const [port] = ports;
    port?.go();
    if (port)
      port.postMessage = () => {
        throw new Error('too large');
      };
    expect(() => tap.report('["large"]')).not.toThrow();
  });

  it('passes no event on that is no text', () => {
    const tap = fakeTap();
    startRelay();
    openLine(tap);
    ports[0]?.go();
    forge(`${String(lineName())}:events`, { large: true });
    expect(ports[0]?.sent).toHaveLength(1);
  });
});
