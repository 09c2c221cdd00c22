import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Modifier, Shortcut } from '../keys.ts';
import { callText, type Display, type MouseAction, type Point, Session } from '../session.ts';
import { chooseFile, evaluateInRealm, measureHeap, type Outcome } from './beside.ts';
import type { Call } from './marionette.ts';
import type { Place } from './privileged.ts';

/** Whatever document stands in a place now. Firefox makes the panel's anew when DevTools is docked elsewhere. */
export class FirefoxSession extends Session {
  readonly place: Place;
  readonly #call: Call;

  constructor(call: Call, place: Place) {
    super();
    this.#call = call;
    this.place = place;
  }

  exists(): Promise<boolean> {
    return this.#call('exists', this.place).catch(() => false);
  }

  async close(): Promise<void> {
    await this.#call('closeTab', this.place.tab);
  }

  evaluateText(expression: string): Promise<unknown> {
    return this.#beside(evaluateInRealm, expression, 'value');
  }

  async goto(url: string): Promise<void> {
    await this.#call('goto', this.place.tab, url).catch((error: Error) => {
      throw new Error(`${url}: ${error.message}`);
    });
  }

  async reload(): Promise<void> {
    await this.#call('reload', this.place.tab);
  }

  async runAtStart(script: string | undefined): Promise<void> {
    await this.#call('runAtStart', this.place.tab, script ?? null);
  }

  async mouse(action: MouseAction, at: Point, held: readonly Modifier[] = []): Promise<void> {
    await this.#call('mouse', this.place, action, at, held);
  }

  async type(text: string): Promise<void> {
    await this.#call('type', this.place, text);
  }

  async chooseFile(selector: string, file: string): Promise<void> {
    await this.#beside(chooseFile, selector, path.resolve(file));
  }

  async screenshot(file: string): Promise<void> {
    writeFileSync(file, Buffer.from(await this.#call('pictureOfPage', this.place.tab), 'base64'));
  }

  async display({ width, height, zoom = 1, scheme = 'light', forcedColors = false }: Display): Promise<void> {
    await this.#call('setPreference', 'layout.css.prefers-color-scheme.content-override', scheme === 'dark' ? 0 : 1);
    // Never or always in colours of the system's own.
    await this.#call('setPreference', 'browser.display.document_color_use', forcedColors ? 2 : 1);
    await this.#call('displayPage', this.place.tab, width, height, zoom);
    const inner = [width, height].map((length) => Math.round(length / zoom));
    await this.waitFor(
      'the document to take its room',
      (w, h) => Math.abs(innerWidth - w) <= 1 && Math.abs(innerHeight - h) <= 1,
      ...(inner as [number, number]),
    );
  }

  async online(isOnline: boolean): Promise<void> {
    await this.#call('setOnline', this.place.tab, isOnline);
  }

  /** Firefox does not say which tab an error is of: these are those of all pages. */
  async problems(): Promise<readonly string[]> {
    const problems = await this.#call('problems');
    return problems.filter(({ file }) => /^https?:/.test(file)).map(({ text }) => text);
  }

  async isProxy(expression: string): Promise<boolean> {
    return (await this.#beside(evaluateInRealm, expression, 'is proxy')) as boolean;
  }

  async countAlive(prototype: string): Promise<number> {
    return (await this.#beside(evaluateInRealm, prototype, 'count alive')) as number;
  }

  async heapSize(): Promise<number> {
    return (await this.#beside(measureHeap)) as number;
  }

  protected async pressKey(shortcut: Shortcut): Promise<void> {
    await this.#call('press', this.place, shortcut);
  }

  async #beside<A extends readonly unknown[]>(fn: (...args: A) => Promise<Outcome>, ...args: A): Promise<unknown> {
    const outcome = (await this.#call('beside', this.place, callText(fn, args))) as Outcome;
    if ('thrown' in outcome) throw new Error(outcome.thrown);
    return typeof outcome.json === 'string' ? JSON.parse(outcome.json) : undefined;
  }
}
