/**
 * Sessions that outlive DevTools, by tab, in memory that ends with the browser: the background holds them. Chromium ends idle
 * backgrounds, so there they lie in the storage of the browser's session, which is memory too and needs a permission that it grants
 * without a question. In Firefox the background lives as long as the browser.
 */
import { browser, type Runtime } from './api.ts';

type Call = (
  | { readonly does: 'read' | 'remove'; readonly tab: number }
  | { readonly does: 'write'; readonly tab: number; readonly text: string }
  | { readonly does: 'remove all' }
) & { readonly kind: typeof KIND };

/** Begins the keys in the storage, and marks messages to the background. */
const KIND = 'kept session';

const STORAGE = { permissions: ['storage'] } satisfies chrome.permissions.Permissions;

/** What keeping needs in Chromium. The browser grants it without a question, yet only while a click is being handled. */
export const keepingPermission = {
  request: async () => import.meta.env.FIREFOX || chrome.permissions.request(STORAGE),
  giveBack: async () => import.meta.env.FIREFOX || chrome.permissions.remove(STORAGE),
};

/** The session of one tab, as a devtools page sees it. */
export function keptSession(tab: number) {
  return {
    read: () => ask({ kind: KIND, does: 'read', tab }) as Promise<string | undefined>,
    write: async (text: string) => (await ask({ kind: KIND, does: 'write', tab, text })) === true,
    remove: () => ask({ kind: KIND, does: 'remove', tab }) as Promise<void>,
  };
}

/** Forgets the sessions of all tabs. */
export async function forgetKeptSessions(): Promise<void> {
  await ask({ kind: KIND, does: 'remove all' });
}

function ask(call: Call): Promise<unknown> {
  return browser.runtime.sendMessage(call);
}

/** Answers the pages of the extension, in the background. What is kept of a tab goes with it. */
export function holdKeptSessions(): void {
  const inMemory = memoryArea();
  // The permission can come and go while the background runs.
  const area = () => (browser.storage?.session as Area | undefined) ?? inMemory;
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isCall(message) || !sender.url?.startsWith(browser.runtime.getURL(''))) return undefined;
    return answer(message, area());
  });
  browser.tabs.onRemoved.addListener((tab) => void area().remove(keyOf(tab)));
}

/** The part of a storage area that is used. */
interface Area {
  get(key: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

async function answer(call: Call, area: Area): Promise<unknown> {
  switch (call.does) {
    case 'read':
      return (await area.get(keyOf(call.tab)))[keyOf(call.tab)];
    case 'write':
      return write(call, area);
    case 'remove':
      return area.remove(keyOf(call.tab));
    case 'remove all':
      return area.remove(await keptKeys(area));
    default:
      throw new Error(`unknown call ${JSON.stringify(call satisfies never)}`);
  }
}

/** Where there is no room, what other tabs have kept makes it. */
async function write({ tab, text }: { readonly tab: number; readonly text: string }, area: Area): Promise<boolean> {
  const key = keyOf(tab);
  const attempt = () =>
    area.set({ [key]: text }).then(
      () => true,
      () => false,
    );
  if (await attempt()) return true;
  await area.remove((await keptKeys(area)).filter((other) => other !== key));
  return attempt();
}

function keyOf(tab: number): string {
  return `${KIND} ${tab}`;
}

async function keptKeys(area: Area): Promise<string[]> {
  return Object.keys(await area.get(null)).filter((key) => key.startsWith(KIND));
}

function isCall(message: unknown): message is Call {
  return typeof message === 'object' && message !== null && (message as { readonly kind?: unknown }).kind === KIND;
}

/** Characters that the background holds itself. */
const MAX_HELD = 10_000_000;

function memoryArea(): Area {
  const held = new Map<string, string>();
  return {
    get: async (key) => Object.fromEntries(key === null ? held : held.has(key) ? [[key, held.get(key)]] : []),
    async set(items) {
      for (const [key, value] of Object.entries(items)) {
        const text = String(value);
        let sum = text.length;
        for (const [other, { length }] of held) if (other !== key) sum += length;
        if (sum > MAX_HELD) throw new RangeError('no room is left');
        held.set(key, text);
      }
    },
    async remove(keys) {
      for (const key of [keys].flat()) held.delete(key);
    },
  };
}
