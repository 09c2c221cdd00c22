/** What the panel needs around it, without a browser: a session, a host and the English wording. */

import type { PanelHost } from '../../../components/host.ts';
import type { FamiliesHost } from '../../../components/settings/families-host.ts';
import { createStore, type StoreDeps } from '../../../components/store.ts';
import type { Translate } from '../../../components/translate.ts';
import { BUILT_IN_ONLY, type FamilyChoice } from '../../../lib/catalog/choice.ts';
import type { Body, HttpExchange } from '../../../lib/exchange.ts';
import type { Finding } from '../../../lib/finding.ts';
import type { Memory } from '../../../lib/memory.ts';
import { DEFAULT_PREFERENCES, type PreferenceStore, type Preferences } from '../../../lib/preferences.ts';
import type { Limits } from '../../../lib/session/limits.ts';
import type { Session } from '../../../lib/session/log.ts';
import { createSession } from '../../../lib/session/session.ts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { letThrough, type MadeUp, madeUpWords, finding as plainFinding } from '../../failures.ts';
import { bodyOf, httpExchange } from '../../fixtures.ts';

export const translate: Translate = (key, ...substitutions) =>
  messages[key].message.replace(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');

/** A moment in local time, so that expected times of day do not depend on the zone of the machine. */
export const NOON = new Date(2026, 10, 20, 12, 0, 0).getTime();

export function http(id: string, more: Partial<HttpExchange> = {}): HttpExchange {
  return httpExchange({
    id,
    url: 'https://makapix.club/api/post/upload',
    method: 'POST',
    at: NOON,
    durationMs: 41,
    status: 429,
    statusText: 'Too Many Requests',
    ...more,
  });
}

export const text = (body: string): Body => bodyOf(body);

export function finding(more: MadeUp = {}): Finding {
  return plainFinding({
    family: 'makapix',
    code: '429',
    name: 'Upload rate limit exceeded',
    meaning: 'The account has used up its uploads for this hour.',
    action: 'Wait for the next hour.',
    permanence: 'temporary',
    basis: 'documented',
    evidence: [{ kind: 'host', pattern: 'makapix.club' }],
    source: 'https://example.com/errors',
    ...more,
  });
}

/** A session that tells its listeners at once. */
export function session(limits?: Limits): Session {
  return createSession({ schedule: (run) => run(), ...(limits && { limits: () => limits }) });
}

/** A session of two families, one of them repeated, and a healthy exchange. */
export function twoFamilies(): Session {
  const held = session();
  for (const i of [0, 1, 2]) held.add(http(`a${i}`, { at: NOON + i * 500 }), finding());
  held.add(
    http('b', { at: NOON + 2_000, url: 'https://b.example/x/y', status: 500 }),
    finding({ family: 'http', code: '500', name: 'Server error', permanence: 'unknown', confidence: 'possible' }),
  );
  held.add(http('ok', { at: NOON + 3_000, url: 'https://ok.example/', status: 200 }), undefined);
  return held;
}

/** One document in memory; what is written is told at once, as if another page had written it. */
function kept<T>(first: T) {
  const listeners = new Set<() => void>();
  let held = first;
  return {
    read: () => held,
    isDamaged: () => false,
    write(next: T) {
      held = next;
      for (const listener of listeners) listener();
      return true;
    },
    onChange(listener: () => void, signal: AbortSignal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
  };
}

export function preferences(first: Partial<Preferences> = {}): PreferenceStore {
  return kept<Preferences>({ ...DEFAULT_PREFERENCES, ...first });
}

/** What the settings of families need: a choice in memory, and a catalogue of nothing. */
export function familiesHost(more: Partial<FamiliesHost> = {}): FamiliesHost {
  return {
    choice: kept<FamilyChoice>(BUILT_IN_ONLY),
    builtIn: new Set(['http']),
    catalogue: async () => [],
    counts: () => ({ ask: () => {} }),
    saveFamily: () => {},
    ...more,
  };
}

/** Keeps what it is given until the test ends. */
export function memory(kept: Record<string, unknown> = {}): Memory {
  return {
    recall: (name) => kept[name],
    keep: (name, value) => {
      kept[name] = value;
    },
  };
}

export function host(more: Partial<PanelHost> = {}): PanelHost {
  return {
    session: session(),
    words: madeUpWords({
      familyTitle: (id) => ({ makapix: 'Makapix Club', http: 'HTTP status' })[id] ?? id,
      familyChip: (id) => ({ makapix: 'Makapix', http: 'HTTP' })[id] ?? id,
    }),
    report: async (groups) => {
      const text = letThrough(`report of ${groups.flat().length}`);
      const hidden = [{ pseudonym: '<token 1>', kind: 'token', value: 'planted', count: 2 }];
      return { text, html: undefined, parts: [{ text }], hidden };
    },
    har: async ({ failures, healthy }) => ({
      text: letThrough(`${failures.length} failures, ${healthy.length} healthy`),
      hidden: 3,
    }),
    preferences: preferences(),
    importFile: async () => ({ kind: 'done', exchanges: 3, failures: 1, unreadable: 0 }),
    warnings: () => [],
    reload: () => {},
    reloadAndCapture: () => {},
    openSettings: () => {},
    fetchCode: (failures) => letThrough(`fetch of ${failures.length}`),
    redactedText: letThrough,
    redactedRequestId: letThrough,
    ...more,
  };
}

export function storeOn(panelHost: PanelHost, more: Partial<StoreDeps> = {}) {
  return createStore({
    host: panelHost,
    translate,
    writeClipboard: async () => {},
    saveFile: () => {},
    now: () => NOON,
    // What is due within a second comes at once, what is later never: no test waits.
    schedule: (run, delayMs) => delayMs < 1_000 && run(),
    memory: memory(),
    focusList: () => document.querySelector<HTMLElement>('[role=grid]')?.focus(),
    signal: new AbortController().signal,
    ...more,
  });
}
