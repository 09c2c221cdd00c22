/** Scripts for the fake page: a page that watches what is called and looked up. */

/**
 * Defines `spyOn(f, name)`: a function that does what `f` does and notes its name in `spied` where the script that calls it, over
 * whatever the language calls in between, has a name that includes `suspect`.
 */
export const SPY = `
  const spied = [];
  let suspect = '';
  const spyOn = (() => {
    const { Error, Proxy } = globalThis;
    const { apply, construct } = Reflect;
    const { includes } = String.prototype;
    const callerIsSuspect = () => {
      Error.prepareStackTrace = (_, sites) => sites;
      const sites = new Error().stack;
      Error.prepareStackTrace = undefined;
      // The first two are this function and the spy.
      for (let i = 2; i < sites.length; i++) {
        const script = sites[i].getScriptNameOrSourceURL();
        if (script) return apply(includes, script, [suspect]);
      }
      return false;
    };
    return (f, name) => {
      const spy = new Proxy(f, {
        __proto__: null,
        apply(target, self, args) {
          if (callerIsSuspect()) spied[spied.length] = name;
          return apply(target, self, args);
        },
        construct(target, args, heir) {
          if (callerIsSuspect()) spied[spied.length] = 'new ' + name;
          return construct(target, args, heir === spy ? target : heir);
        },
      });
      return spy;
    };
  })();`;

/** Puts a spy in the place of every function and accessor of the page's global objects and their prototypes. */
export const bringSpies = (name: string) => `{
  suspect = ${JSON.stringify(name)};
  const { ownKeys, getOwnPropertyDescriptor, defineProperty, getPrototypeOf } = Reflect;
  const kept = new Set(['globalThis', 'test']);
  const seen = new Set();
  const found = [];
  const visit = (owner, path) => {
    if (owner === null || !['object', 'function'].includes(typeof owner) || seen.has(owner)) return;
    seen.add(owner);
    for (const name of ownKeys(owner)) {
      const property = getOwnPropertyDescriptor(owner, name);
      if (property.configurable && name !== 'constructor' && name !== 'prepareStackTrace') found.push([owner, name, property, path]);
      if (name === 'prototype') visit(property.value, path + '.prototype');
    }
    visit(getPrototypeOf(owner), path + '.__proto__');
  };
  for (const name of ownKeys(globalThis)) if (!kept.has(name)) visit(globalThis[name], name);
  for (const name of ownKeys(globalThis)) if (!kept.has(name)) found.push([globalThis, name, getOwnPropertyDescriptor(globalThis, name), '']);
  for (const [owner, name, property, path] of found) {
    let isChanged = false;
    for (const part of ['value', 'get', 'set']) {
      if (typeof property[part] !== 'function') continue;
      property[part] = spyOn(property[part], path + '.' + String(name));
      isChanged = true;
    }
    if (isChanged && property.configurable) defineProperty(owner, name, { __proto__: null, ...property });
  }
}`;

/**
 * Puts accessors under all objects, which note in `lookedUp` what is looked up, and what the object itself has. Whatever a promise of
 * the browser comes to is asked for `then`, whoever waits for it: that one is left out.
 */
export const LURE = `
  const lookedUp = [];
  {
    const { ownKeys, defineProperty } = Reflect;
    const { join } = Array.prototype;
    const { apply } = Reflect;
    const names = ['toJSON', 'value', 'get', 'set', 'has', 'apply', 'construct', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf',
      'writable', 'enumerable', 'configurable', 'length', 'next', 'done', 'capture', 'once', 'passive', 'signal', Symbol.iterator];
    for (const name of names)
      defineProperty(Object.prototype, name, {
        __proto__: null,
        configurable: true,
        get() {
          lookedUp[lookedUp.length] = String(name) + ' of ' + apply(join, ownKeys(this).filter((key) => typeof key === 'string'), [' ']);
          return undefined;
        },
        set(value) {
          defineProperty(this, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
        },
      });
  }`;
