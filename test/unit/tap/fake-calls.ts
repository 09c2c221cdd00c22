/** What the fake page has to ask the network with, for a tap that records where that is done. It notes in `log` what reaches the browser. */
export const CALLS = `
  const log = [];
  {
    const STACK = 'save@https://shop.example/app.js:4:2';
    Object.defineProperty(Error.prototype, 'stack', { configurable: true, get() { return globalThis.stack ?? STACK; } });
    class URL {
      #href;
      constructor(url, base) {
        if (String(url) === 'http://[') throw new TypeError('no address');
        this.#href = String(url).includes('://') ? String(url) : base + url;
      }
      get href() { return this.#href; }
    }
    class Request {
      #url; #method;
      constructor(url, method) { this.#url = url; this.#method = method; }
      get url() { return this.#url; }
      get method() { return this.#method; }
    }
    class XMLHttpRequest {
      open(method, url) { log.push('open ' + method + ' ' + url); }
      send() { log.push('send'); }
    }
    class Node { get baseURI() { return 'https://shop.example'; } }
    class Headers {
      #list;
      constructor(list) { this.#list = list; }
      get(name) { return this.#list[name] ?? null; }
    }
    class Response {
      #init;
      constructor(init) { this.#init = init; }
      get status() { return this.#init.status; }
      get ok() { return this.status < 400; }
      get type() { return this.#init.type ?? 'basic'; }
      get bodyUsed() { return this.#init.bodyUsed ?? false; }
      get headers() { return new Headers(this.#init.headers ?? {}); }
      clone() { log.push('clone'); return this; }
      arrayBuffer() { log.push('read'); return Promise.reject(new Error('broken off')); }
    }
    Object.assign(globalThis, { URL, Request, XMLHttpRequest, Node, Headers, Response, fetch: (...args) => { log.push('fetch ' + args.length); } });
    Object.setPrototypeOf(document, Object.setPrototypeOf(Object.defineProperty({}, 'baseURI', { get: () => 'https://shop.example' }), Object.getPrototypeOf(document)));
  }`;
