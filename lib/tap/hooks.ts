/**
 * What is replaced in a page so that the tap sees its sockets. Everything replaced is a proxy of what it replaces, which looks
 * and fails the same, and nothing of ours throws into page code.
 */
import type { Channel } from './channel.ts';
import { type Content, type Contents, isPrimitive } from './content.ts';
import { type Callable, type Natives, privateMap } from './natives.ts';
import { createSockets, type SocketPrototype, type Sockets } from './sockets.ts';

/**
 * Hooks into the page, and gives the sockets that are met.
 *
 * @param searching whether there may be sockets older than the tap: then whatever a page does with a socket shows it
 */
export function hookIntoPage(natives: Natives, contents: Contents, channel: Channel, searching: boolean): Sockets {
  const { Deputy, apply, bare, closePrototype, construct, defineProperty, eventTargetPrototype } = natives;
  const { functionPrototype, getPrototypeOf, getter, includes, messagePrototype, ownKeys, page } = natives;
  const { propertyOf, sourceOf } = natives;
  /** What each of our substitutes stands for. */
  const originals = privateMap<Callable>(natives);
  let native: SocketPrototype | undefined;

  /** Behaves as `member` does, but for what happens when it is called. */
  const substituteFor = (member: Callable, call: (member: Callable, self: unknown, args: unknown[]) => unknown) => {
    const substitute = new Deputy(member, bare({ apply: call }));
    originals.set(substitute, member);
    return substitute;
  };

  /** Replaces the functions of a property. Where the page has frozen it, nothing happens. */
  const replace = (owner: object, name: PropertyKey, change: (member: Callable) => Callable) => {
    const property = propertyOf(owner, name) as Partial<Record<'value' | 'get' | 'set', unknown>> | undefined;
    if (property === undefined) return;
    if (typeof property.value === 'function') property.value = change(property.value as Callable);
    if (typeof property.get === 'function') property.get = change(property.get as Callable);
    if (typeof property.set === 'function') property.set = change(property.set as Callable);
    defineProperty(owner, name, property as PropertyDescriptor);
  };

  /** Has `after` called with whatever the property was used on. */
  const watch = (owner: object, name: PropertyKey, after: (self: unknown) => void) =>
    replace(owner, name, (member) =>
      substituteFor(member, (original, self, args) => {
        const result = apply(original, self, args);
        if (channel.isAwake()) {
          try {
            after(self);
          } catch {}
        }
        return result;
      }),
    );

  const watchSend = (owner: object) =>
    replace(owner, 'send', (member) =>
      substituteFor(member, (original, self, args) => {
        if (!channel.isAwake()) {
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

  const isSocketPrototype = (owner: object): boolean => {
    const send: unknown = propertyOf(owner, 'send')?.value;
    if (typeof send !== 'function' || !includes(sourceOf(send), '[native code]')) return false;
    // RTCDataChannel sends too.
    return propertyOf(owner, 'url')?.get !== undefined;
  };

  const prototypeOf = (heir: unknown): SocketPrototype | undefined => {
    if (native !== undefined) return native;
    for (let owner = heir as object | null | undefined; owner; owner = getPrototypeOf(owner)) {
      if (!isSocketPrototype(owner)) continue;
      native = {
        prototype: owner,
        urlOf: getter(owner, 'url'),
        protocolOf: getter(owner, 'protocol'),
        stateOf: getter(owner, 'readyState'),
      };
      watchSend(owner);
      if (searching) watchMembers(owner);
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

  /** A page may have put something of its own there; where that has nothing to do with sockets, it is left alone. */
  const watchConstructor = () => {
    const original = page.WebSocket as unknown;
    if (typeof original !== 'function') return;
    const prototype = original.prototype as object;
    const found = propertyOf(page, 'WebSocket');
    if (prototypeOf(prototype) === undefined || found === undefined || !('value' in found)) return;
    const deputy: Callable = new Deputy(
      original as Callable,
      bare({
        construct(target: Callable, args: unknown[], newTarget: Callable) {
          const socket = construct(target, args, newTarget === deputy ? target : newTarget) as WebSocket;
          try {
            sockets.constructed(socket);
          } catch {}
          return socket;
        },
      }),
    );
    originals.set(deputy, original as Callable);
    if (defineProperty(page, 'WebSocket', bare({ ...found, value: deputy }))) {
      replace(prototype, 'constructor', (value) => (value === original ? deputy : value));
    }
  };

  const watchSource = () =>
    replace(functionPrototype, 'toString', (member) =>
      substituteFor(member, (original, self, args) => apply(original, originals.get(self) ?? self, args)),
    );

  const sockets = createSockets(natives, contents, channel, prototypeOf);
  watchSource();
  watchConstructor();
  if (searching) {
    watch(messagePrototype, 'data', sockets.readsMessage);
    watch(closePrototype, 'code', sockets.readsClose);
    watch(closePrototype, 'reason', sockets.readsClose);
    watch(closePrototype, 'wasClean', sockets.readsClose);
    watch(eventTargetPrototype, 'addEventListener', sockets.meet);
  }
  return sockets;
}
