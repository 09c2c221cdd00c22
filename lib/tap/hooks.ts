/**
 * What is replaced in a page so that the tap sees its sockets: members of prototypes, whose first use on a socket shows it. The
 * constructor is left alone, since what it calls stands in the stacks that browsers show for a connection. Everything replaced is a
 * proxy of what it replaces, which looks and fails the same, and nothing of ours throws into page code.
 */
import type { Channel } from './channel.ts';
import { type Content, type Contents, isPrimitive } from './content.ts';
import { type Callable, type Natives, privateMap } from './natives.ts';
import { createSockets, type SocketPrototype, type Sockets } from './sockets.ts';

/** Puts a proxy in the place of what it stands for. */
export interface Replacing {
  /** Replaces the functions of a property. False where there is none, or the page has frozen it. */
  replace(owner: object, name: PropertyKey, change: (member: Callable) => Callable): boolean;
  /** Has `before` called with whatever the property is about to be used on. */
  watch(owner: object, name: PropertyKey, before: (self: unknown, args: readonly unknown[]) => void): boolean;
  /** Behaves as the constructor does, and has `before` called with what it is given. */
  watchConstruction(owner: object, name: PropertyKey, before: (args: readonly unknown[]) => void): boolean;
}

export interface Hooks extends Replacing {
  readonly sockets: Sockets;
  /** Whether the page, which came first, has frozen or replaced what shows its messages. */
  isBlind(): boolean;
}

/**
 * Hooks into the page.
 *
 * @param searching whether there may be sockets older than the tap: then the events that a page reads show them, too
 */
export function hookIntoPage(natives: Natives, contents: Contents, channel: Channel, searching: boolean): Hooks {
  const { Deputy, apply, bare, closePrototype, defineProperty, eventTargetPrototype } = natives;
  const { functionPrototype, getPrototypeOf, getter, includes, messagePrototype, ownKeys, page } = natives;
  const { propertyOf, sourceOf } = natives;
  /** What each of our substitutes stands for. */
  const originals = privateMap<Callable>(natives);
  let native: SocketPrototype | undefined;
  let isBlind = false;

  /** Behaves as `member` does, but for what happens when it is called. */
  const substituteFor = (member: Callable, call: (member: Callable, self: unknown, args: unknown[]) => unknown) => {
    const substitute = new Deputy(member, bare({ apply: call }));
    originals.set(substitute, member);
    return substitute;
  };

  const replace = (owner: object, name: PropertyKey, change: (member: Callable) => Callable): boolean => {
    const property = propertyOf(owner, name) as Partial<Record<'value' | 'get' | 'set', unknown>> | undefined;
    if (property === undefined) return false;
    if (typeof property.value === 'function') property.value = change(property.value as Callable);
    if (typeof property.get === 'function') property.get = change(property.get as Callable);
    if (typeof property.set === 'function') property.set = change(property.set as Callable);
    return defineProperty(owner, name, property as PropertyDescriptor);
  };

  const watch = (owner: object, name: PropertyKey, before: (self: unknown, args: readonly unknown[]) => void) =>
    replace(owner, name, (member) =>
      substituteFor(member, (original, self, args) => {
        try {
          before(self, args);
        } catch {}
        return apply(original, self, args);
      }),
    );

  const watchConstruction = (owner: object, name: PropertyKey, before: (args: readonly unknown[]) => void) =>
    replace(owner, name, (member) => {
      const construct = (original: object, args: unknown[], target: object) => {
        try {
          before(args);
        } catch {}
        return natives.construct(original as never, args, target as never) as object;
      };
      const substitute = new Deputy(member, bare({ construct }) as ProxyHandler<Callable>);
      originals.set(substitute, member);
      const { prototype } = member as { readonly prototype?: object };
      if (prototype) replace(prototype, 'constructor', (known) => (known === member ? substitute : known));
      return substitute;
    });

  const watchSend = (owner: object) =>
    replace(owner, 'send', (member) =>
      substituteFor(member, (original, self, args) => {
        if (!channel.isAwake()) {
          sockets.meet(self);
          channel.miss();
          return apply(original, self, args);
        }
        const data = args.length > 0 ? args[0] : undefined;
        let content: Content | undefined;
        let given = args;
        if ((typeof data === 'object' && data !== null) || typeof data === 'function') {
          content = contents.sent(data);
          if (content === undefined) {
            // Page code makes its text, when and if the browser asks for it. We stand between to see the answer.
            const get = (_: object, name: PropertyKey) => {
              const convert = (data as Record<PropertyKey, unknown>)[name];
              if (typeof convert !== 'function') return convert;
              return (...hints: unknown[]) => {
                const text: unknown = apply(convert, data, hints);
                if (isPrimitive(text)) content = contents.text(`${text}`);
                return text;
              };
            };
            given = [new Deputy(bare({}), bare({ get }))];
          }
        } else if (args.length > 0 && isPrimitive(data)) content = contents.text(`${data}`);
        const result = apply(original, self, given);
        try {
          if (content !== undefined) sockets.sent(self, content);
        } catch {}
        return result;
      }),
    );

  const isNative = (member: unknown): boolean =>
    typeof member === 'function' && includes(sourceOf(member), '[native code]');

  const isSocketPrototype = (owner: object): boolean =>
    // RTCDataChannel sends too.
    propertyOf(owner, 'send')?.value !== undefined && isNative(propertyOf(owner, 'url')?.get);

  const prototypeOf = (heir: unknown): SocketPrototype | undefined => {
    if (native !== undefined) return native;
    for (let owner = heir as object | null | undefined; owner; owner = getPrototypeOf(owner)) {
      if (!isSocketPrototype(owner)) continue;
      // What page code does with a message, and what it hands on, cannot be seen.
      isBlind = !isNative(propertyOf(owner, 'send')?.value);
      if (isBlind) continue;
      native = {
        prototype: owner,
        urlOf: getter(owner, 'url'),
        protocolOf: getter(owner, 'protocol'),
        stateOf: getter(owner, 'readyState'),
      };
      isBlind = !watchSend(owner);
      watchMembers(owner);
      return native;
    }
    return undefined;
  };

  const watchMembers = (owner: object) => {
    const names = ownKeys(owner);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as PropertyKey;
      if (name !== 'constructor' && name !== 'send') watch(owner, name, sockets.meet);
    }
  };

  /** A listener for what happens on a socket, added to whatever may be one. */
  const meetByListener = (self: unknown, args: readonly unknown[]) => {
    const type = args.length > 0 ? args[0] : undefined;
    if (type === 'message' || type === 'close' || type === 'open' || type === 'error') sockets.meet(self);
  };

  const watchSource = () =>
    replace(functionPrototype, 'toString', (member) =>
      substituteFor(member, (original, self, args) => apply(original, originals.get(self) ?? self, args)),
    );

  const sockets = createSockets(natives, contents, channel, prototypeOf, searching);
  watchSource();
  const known = page.WebSocket as unknown;
  // A page may have put something of its own there, whatever that is.
  if (typeof known === 'function') prototypeOf(known.prototype);
  watch(eventTargetPrototype, 'addEventListener', meetByListener);
  if (searching) {
    watch(messagePrototype, 'data', sockets.readsMessage);
    watch(closePrototype, 'code', sockets.readsClose);
    watch(closePrototype, 'reason', sockets.readsClose);
    watch(closePrototype, 'wasClean', sockets.readsClose);
  }
  return { sockets, replace, watch, watchConstruction, isBlind: () => isBlind };
}
