/**
 * Private copies of what the browser gives a page. The tap runs among the page's scripts, which may replace globals and members
 * of prototypes at any time; whatever it needs is copied here once, at the start.
 *
 * The same reason rules the code of this folder: nothing is looked up in an object that inherits, so there is no iteration, no
 * array method and no plain descriptor.
 */

export type Callable = (this: unknown, ...args: unknown[]) => unknown;

export type Natives = ReturnType<typeof copyNatives>;

const { apply, setPrototypeOf } = Reflect;

/** Cuts an object literal off from `Object.prototype`, to which the page may have added something. */
export function bare<T extends object>(object: T): T {
  setPrototypeOf(object, null);
  return object;
}

/** A method as a function that takes what it is called on first. */
export function method<S, A extends readonly unknown[], R>(f: (this: S, ...args: A) => R) {
  return (self: S, ...args: A): R => apply(f, self, args);
}

/** Throws where the page lacks an interface that every page with sockets has. */
export function copyNatives(page: typeof globalThis) {
  const { construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
  const { Array: List, Uint8Array: Bytes, DataView: View, Proxy: Deputy, setTimeout } = page;

  /** Own properties only; an accessor has no `value`, whatever `Object.prototype` has. */
  const propertyOf = (owner: object, name: PropertyKey): PropertyDescriptor | undefined => {
    const found = getOwnPropertyDescriptor(owner, name);
    return found && bare(found);
  };
  const getter = <R>(owner: object, name: string): ((self: unknown) => R) => {
    const get = propertyOf(owner, name)?.get as (this: unknown) => R;
    return (self) => apply(get, self, []);
  };
  const then = method(Promise.prototype.then);
  const typedArray = getPrototypeOf(Bytes.prototype) as object;
  const blobPrototype = Blob.prototype;
  const stack = propertyOf(Error.prototype, 'stack')?.get;
  // Not in every page: a fake one has no policy.
  const violation = page.SecurityPolicyViolationEvent?.prototype;

  return {
    page,
    bare,
    method,
    getter,

    apply,
    construct,
    defineProperty,
    propertyOf,
    getPrototypeOf,
    ownKeys,
    freeze: Object.freeze,
    isAbove: method(Object.prototype.isPrototypeOf),
    sourceOf: method(Function.prototype.toString),
    functionPrototype: Function.prototype,

    List,
    Bytes,
    View,
    Deputy,
    listFrom: List.from,
    now: Date.now,
    ceil: Math.ceil,
    min: Math.min,
    stringify: JSON.stringify,
    slice: method(String.prototype.slice),
    includes: method(String.prototype.includes),
    startTimer: setTimeout,
    /** For a promise that no code of the page holds. */
    whenSettled(promise: Promise<unknown>, done: (value: unknown) => void, failed: () => void): void {
      // `then` asks the constructor what it makes promises of, and both may be the page's.
      defineProperty(promise, 'constructor', bare({ value: undefined }));
      then(promise, done, failed);
    },

    isView: ArrayBuffer.isView,
    copyInto: method(Bytes.prototype.set),
    /** Chromium has it since 140, Firefox since 133. */
    toBase64: (Bytes.prototype as { toBase64?: () => string }).toBase64,
    bufferOfArray: getter<ArrayBuffer>(typedArray, 'buffer'),
    offsetOfArray: getter<number>(typedArray, 'byteOffset'),
    sizeOfArray: getter<number>(typedArray, 'byteLength'),
    sizeOfBuffer: getter<number>(ArrayBuffer.prototype, 'byteLength'),
    bufferOfView: getter<ArrayBuffer>(View.prototype, 'buffer'),
    offsetOfView: getter<number>(View.prototype, 'byteOffset'),
    sizeOfView: getter<number>(View.prototype, 'byteLength'),
    blobPrototype,
    sizeOfBlob: getter<number>(blobPrototype, 'size'),
    sliceOfBlob: method(blobPrototype.slice),
    bytesOfBlob: method(blobPrototype.arrayBuffer),

    addListener: method(EventTarget.prototype.addEventListener) as (
      target: EventTarget,
      type: string,
      listener: (this: never, event: never) => void,
    ) => void,
    eventTargetPrototype: EventTarget.prototype,
    messagePrototype: MessageEvent.prototype,
    closePrototype: CloseEvent.prototype,
    targetOf: getter<unknown>(Event.prototype, 'target'),
    phaseOf: getter<number>(Event.prototype, 'eventPhase'),
    dataOf: getter<unknown>(MessageEvent.prototype, 'data'),
    Failure: Error,
    /**
     * The stack of an error without a call of page code; undefined where no getter gives it. In Chromium it is a property of the error,
     * made by a function that the page can set, and nobody needs it: the browser tells extensions what asked.
     */
    stackOf: stack && ((error: Error) => apply(stack, error, []) as string),
    violation: violation && {
      urlOf: getter<string>(violation, 'blockedURI'),
      directiveOf: getter<string>(violation, 'effectiveDirective'),
      dispositionOf: getter<string>(violation, 'disposition'),
      policyOf: getter<string>(violation, 'originalPolicy'),
      fileOf: getter<string>(violation, 'sourceFile'),
      lineOf: getter<number>(violation, 'lineNumber'),
      columnOf: getter<number>(violation, 'columnNumber'),
    },
    codeOf: getter<number>(CloseEvent.prototype, 'code'),
    reasonOf: getter<string>(CloseEvent.prototype, 'reason'),
    cleanOf: getter<boolean>(CloseEvent.prototype, 'wasClean'),
  };
}

/** A map from objects, without the members of `WeakMap.prototype`. */
export interface PrivateMap<V> {
  get(key: unknown): V | undefined;
  set(key: object, value: V): void;
}

export function privateMap<V>({ method }: Natives): PrivateMap<V> {
  const map = new WeakMap<object, V>();
  const get = method(map.get) as (map: WeakMap<object, V>, key: unknown) => V | undefined;
  const set = method(map.set);
  return {
    get: (key) => get(map, key),
    set: (key, value) => void set(map, key, value),
  };
}
