/** What a page sees of the objects that sockets are made of, without using them. */
import type { Json } from '../../../browsers/session.ts';
import type { Probed } from './tools.ts';

/** Properties, their flags, and what functions say of themselves. */
export async function objects(): Promise<Json> {
  const { kind, outcome, propertyFacts, objectFacts } = (globalThis as Probed).probeTools;
  const record: Record<string, unknown> = {};
  // The objects
  record.objects = {
    global: propertyFacts(globalThis, 'WebSocket'),
    WebSocket: objectFacts(WebSocket),
    'WebSocket.prototype': objectFacts(WebSocket.prototype),
    'MessageEvent.prototype': objectFacts(MessageEvent.prototype),
    'CloseEvent.prototype': objectFacts(CloseEvent.prototype),
    'EventTarget.prototype': objectFacts(EventTarget.prototype),
    'Function.prototype': objectFacts(Function.prototype),
  };
  record.identities = [
    WebSocket.prototype.constructor === WebSocket,
    Object.getPrototypeOf(WebSocket) === EventTarget,
    Object.getPrototypeOf(WebSocket.prototype) === EventTarget.prototype,
    kind(WebSocket),
    typeof WebSocket,
    String(WebSocket),
    WebSocket.toString(),
    WebSocket.toString === Function.prototype.toString,
    Function.prototype.toString.toString(),
    globalThis.WebSocket === window.WebSocket,
    Object.getOwnPropertyNames(Function.prototype.toString).sort(),
    outcome(() => Function.prototype.toString.call({})),
    outcome(() => Function.prototype.toString.call('text')),
    outcome(() => Function.prototype.toString.call(undefined)),
    outcome(() => Function.prototype.toString.call(Object.create(WebSocket))),
    outcome(() => Function.prototype.toString.call(new Proxy(WebSocket, {}))),
    outcome(() => Function.prototype.toString.call(class A {})),
    outcome(() => Function.prototype.toString.call(WebSocket.prototype.send.bind(null))),
  ];
  const inherited: string[] = [];
  for (const name in globalThis) inherited.push(name);
  record.globals = { enumerable: inherited.sort(), symbols: Object.getOwnPropertySymbols(globalThis).map(String) };
  const prototypeNames: string[] = [];
  for (const name in WebSocket.prototype) prototypeNames.push(name);
  const staticNames: string[] = [];
  for (const name in WebSocket) staticNames.push(name);
  record.enumeration = {
    prototypeNames,
    staticNames,
    keys: Object.keys(WebSocket),
    json: JSON.stringify(WebSocket.prototype.OPEN),
  };
  return JSON.parse(JSON.stringify(record)) as Json;
}
