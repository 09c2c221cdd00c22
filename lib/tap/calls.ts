/**
 * What the user has to ask for, since it shows in the browser's own stacks: where in its code the page calls `fetch`, XMLHttpRequest
 * and WebSocket, and the bodies of failing replies that it leaves unread and that must not be stored, which Chromium keeps back.
 */
import type { Channel } from './channel.ts';
import type { Contents } from './content.ts';
import { MAX_STACK } from './events.ts';
import type { Replacing } from './hooks.ts';
import { method, type Natives, privateMap } from './natives.ts';

interface Request {
  readonly method: string;
  readonly url: string;
}

/** Begins to record. Runs no code of the page, and nothing of it throws into page code. */
export function recordCalls(natives: Natives, contents: Contents, channel: Channel, replacing: Replacing): void {
  readKeptReplies(natives, replacing);
  if (natives.stackOf !== undefined) recordStacks(natives, contents, channel, natives.stackOf, replacing);
}

function recordStacks(
  natives: Natives,
  contents: Contents,
  channel: Channel,
  stackOf: (error: Error) => string,
  { watch, watchConstruction }: Replacing,
): void {
  const { Failure, bare, getter, isAbove, now, page, propertyOf, slice } = natives;
  const { URL: Address, Request: Asked, XMLHttpRequest: Asker, Node } = page;
  const hrefOf = getter<string>(Address.prototype, 'href');
  const urlOf = getter<string>(Asked.prototype, 'url');
  const methodOf = getter<string>(Asked.prototype, 'method');
  const baseOf = getter<string>(Node.prototype, 'baseURI');
  const opened = privateMap<Request>(natives);

  const report = ({ method, url }: Request) => {
    const stack = slice(stackOf(new Failure()), 0, MAX_STACK);
    const address = contents.text(hrefOf(new Address(url, baseOf(page.document)))).text;
    channel.report(bare({ type: 'call', at: now(), method, url: address, stack }), address.length + stack.length);
  };

  /** The text of what stands for an address, where no page code makes it. */
  const textOf = (address: unknown): string | undefined => {
    if (typeof address === 'string') return address;
    return typeof address === 'object' && address !== null && isAbove(Address.prototype, address)
      ? hrefOf(address)
      : undefined;
  };

  watch(page, 'fetch', (_, args) => {
    const input = args.length > 0 ? args[0] : undefined;
    const init = args.length > 1 ? args[1] : undefined;
    const isRequest = typeof input === 'object' && input !== null && isAbove(Asked.prototype, input);
    const url = isRequest ? urlOf(input) : textOf(input);
    // A getter would be page code.
    const given: unknown = typeof init === 'object' && init !== null ? propertyOf(init, 'method')?.value : undefined;
    if (url === undefined) return;
    report({ method: typeof given === 'string' ? given : isRequest ? methodOf(input) : 'GET', url });
  });
  watch(Asker.prototype, 'open', (self, args) => {
    const given = args.length > 1 ? args[0] : undefined;
    const url = args.length > 1 ? textOf(args[1]) : undefined;
    if (typeof given === 'string' && url !== undefined) opened.set(self as object, { method: given, url });
  });
  watch(Asker.prototype, 'send', (self) => {
    const request = opened.get(self);
    if (request !== undefined) report(request);
  });
  watchConstruction(page, 'WebSocket', (args) => {
    const url = args.length > 0 ? textOf(args[0]) : undefined;
    if (url !== undefined) report({ method: 'GET', url });
  });
}

/** A longer body is no error's, in bytes. */
const MAX_READ = 1_000_000;

/**
 * Once a copy of the reply has been read, Chromium hands out the body as of any other. A page that leaves the body looks at `ok` or
 * `status`, and nothing has to be attached to its promises.
 */
function readKeptReplies(natives: Natives, { watch }: Replacing): void {
  const { getter, includes, page, whenSettled } = natives;
  const { Response: Reply, Headers: List } = page;
  const statusOf = getter<number>(Reply.prototype, 'status');
  const typeOf = getter<string>(Reply.prototype, 'type');
  const isUsed = getter<boolean>(Reply.prototype, 'bodyUsed');
  const headersOf = getter<Headers>(Reply.prototype, 'headers');
  const headerOf = method(List.prototype.get);
  const clone = method(Reply.prototype.clone);
  const bytesOf = method(Reply.prototype.arrayBuffer);
  const known = privateMap<true>(natives);
  const nothing = () => undefined;

  const read = (self: unknown) => {
    if (known.get(self) !== undefined || statusOf(self) < 400) return;
    const reply = self as Response;
    known.set(reply, true);
    const headers = headersOf(reply);
    const type = headerOf(headers, 'content-type') ?? '';
    // Another origin's reply may hide its headers: it is read, too.
    const kept = headerOf(headers, 'cache-control');
    if (kept === null ? typeOf(reply) !== 'cors' : !includes(kept, 'no-store')) return;
    if (isUsed(reply) || includes(type, 'event-stream') || +(headerOf(headers, 'content-length') ?? 0) > MAX_READ)
      return;
    whenSettled(bytesOf(clone(reply)), nothing, nothing);
  };
  watch(Reply.prototype, 'ok', read);
  watch(Reply.prototype, 'status', read);
}
