/**
 * An engine that loads what it knows: the general families when something may first have failed, the pack of a service
 * when an exchange first shows a sign of it. As long as all goes well, DevTools pays for neither.
 */
import { authorityOf, hostOf, pathOf } from '../address.ts';
import { BUILT_IN_ONLY, type ChosenFamilies, withHosts } from '../catalog/choice.ts';
import { createPackIndex, type PackIndex, type PackSigns, type Seen } from '../catalog/pack-index.ts';
import type { Family } from '../catalog/schema.ts';
import { type Exchange, type HttpExchange, responseHeadersOf, socketOf, urlOf } from '../exchange.ts';
import { bodyText } from './body-text.ts';
import type { CompiledFamilies } from './compile.ts';
import type { Conversation } from './conversation.ts';
import type { createEngine, Engine } from './diagnose.ts';
import { hasFailed, isMedia, mediaType } from './media.ts';

/** What is needed to diagnose anything at all. */
export interface Basis {
  readonly families: readonly Family[];
  readonly createEngine: typeof createEngine;
}

interface GrowingOptions {
  /** The general families and what reads by them: there from the start, or loaded at the first exchange that may have failed. */
  readonly general: Basis | (() => Promise<Basis>);
  /** Of packs that `load` can give. Of two equally good readings that of the earlier pack stands first. */
  readonly signs: readonly PackSigns[];
  readonly load: (id: string) => Promise<Family>;
}

export interface GrowingEngine extends Engine {
  /** Takes families of the user's own, before all others, and leaves out those that are off. What was diagnosed before stays. */
  choose(chosen: ChosenFamilies): void;
}

/** How much of each end of a body is searched for the signs of a pack, in characters. Envelopes put the error first or last. */
const REACH = 1024;

export function createGrowingEngine({ general, signs, load }: GrowingOptions): GrowingEngine {
  /** Loaded or on their way; undefined: could not be loaded, and is not asked for again. */
  const packs = new Map<string, Family | undefined>();
  const loading = new Map<string, Promise<void>>();
  let always: Basis | undefined = typeof general === 'function' ? undefined : general;
  let chosen: ChosenFamilies = { ...BUILT_IN_ONLY, own: [] };
  const compiled: CompiledFamilies = new WeakMap();
  /** Both are made when they are next asked for: a reply can show signs of several packs, which arrive one after the other. */
  let grown: Engine | undefined;
  let index: PackIndex | undefined;

  function missing(exchange: Exchange): readonly string[] {
    const { off, bound } = chosen;
    const wanted = () => signs.filter(({ id }) => !packs.has(id) && !off.includes(id));
    index ??= createPackIndex(wanted().map((one) => withHosts(one, bound)));
    return index(seenOf(exchange));
  }

  function engine(): Engine {
    grown ??= always?.createEngine(familiesBeside(always.families), compiled) ?? KNOWS_NOTHING;
    return grown;
  }

  /** The general families with all that is known beside them, in the order in which they speak. */
  function familiesBeside(generalFamilies: readonly Family[]): readonly Family[] {
    const { own, off, bound } = chosen;
    const builtIn = [...signs.flatMap((one) => packs.get(one.id) ?? []), ...generalFamilies];
    // Without the families that speak last, a failure of nobody's would be none.
    const on = builtIn.filter(({ id, fallback }) => fallback || !off.includes(id));
    return [...own, ...on].map((one) => withHosts(one, bound));
  }

  function changed(): void {
    grown = undefined;
    index = undefined;
  }

  async function fetchPack(id: string): Promise<void> {
    packs.set(id, await load(id).catch(() => undefined));
    loading.delete(id);
    changed();
  }

  async function fetchGeneral(): Promise<void> {
    // What cannot be loaded is asked for again by the next exchange.
    always = typeof general === 'function' ? await general().catch(() => undefined) : general;
    loading.delete(GENERAL);
    changed();
  }

  function start(id: string): Promise<void> {
    const started = loading.get(id) ?? (id === GENERAL ? fetchGeneral() : fetchPack(id));
    loading.set(id, started);
    return started;
  }

  return {
    get families() {
      return engine().families;
    },
    diagnose: (exchange, conversation) => engine().diagnose(exchange, conversation),
    openConversation: () => engine().openConversation(),
    choose(next) {
      chosen = next;
      changed();
    },
    wantsBody: (exchange) =>
      engine().wantsBody(exchange) || (mayHoldError(exchange) && (!always || missing(exchange).length > 0)),
    meet(exchange) {
      const services = missing(exchange);
      const ids = always || isHealthyAtSight(exchange) ? services : [GENERAL, ...services];
      return ids.length === 0 ? undefined : Promise.all(ids.map(start)).then(() => undefined);
    },
  };
}

/** Until the general families are there. */
const SILENT: Conversation = {
  observe: () => {},
  sign: () => undefined,
  operation: () => undefined,
  lastReceived: () => undefined,
};
const KNOWS_NOTHING: Engine = {
  families: [],
  diagnose: () => undefined,
  wantsBody: () => false,
  openConversation: () => SILENT,
  meet: () => undefined,
};

/** Stands for the general families among the ids of packs, none of which is empty. */
const GENERAL = '';

/** A success of which nothing was read that could say otherwise. */
function isHealthyAtSight(exchange: Exchange): boolean {
  if (exchange.channel !== 'http') return false;
  return !hasFailed(exchange) && exchange.status < 400 && exchange.responseBody.state !== 'read';
}

/** A reply whose body a family that is not loaded yet may want to read. */
function mayHoldError({ role, status, mimeType }: HttpExchange): boolean {
  const hasBody = status >= 400 || (status >= 200 && status < 300 && status !== 204);
  return role === 'plain' && hasBody && !isMedia(mediaType(mimeType));
}

function seenOf(exchange: Exchange): Seen {
  const url = urlOf(exchange);
  return {
    host: hostOf(authorityOf(url)),
    path: pathOf(url),
    headers: responseHeadersOf(exchange),
    subprotocol: socketOf(exchange)?.subprotocol,
    type: exchange.channel === 'http' ? mediaType(exchange.mimeType) : '',
    text: endsOf(exchange),
  };
}

/** Both ends of the body as text. */
function endsOf(exchange: Exchange): string {
  const body = exchange.channel === 'http' ? exchange.responseBody : 'body' in exchange ? exchange.body : undefined;
  const text = (body && bodyText(body)) ?? '';
  return text.length <= 2 * REACH ? text : text.slice(0, REACH) + text.slice(-REACH);
}
