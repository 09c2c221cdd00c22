/** Who gets at the tap. */
import { describe, expect, it } from 'vitest';
import type { Tap } from '../../../lib/tap/channel.ts';
import type { Json } from '../../browsers/session.ts';
import { INSTALL, installUnder, KEY, type Page, tapStage } from './stage.ts';

const stage = tapStage();

describe('access to the tap', () => {
  it('is one for all installations', async () => {
    await stage.load('early');
    await stage.openSocket('/echo');
    expect(await stage.events(2)).toHaveLength(2);
    await stage.page.evaluateText(`${INSTALL}; ${installUnder('another key')}`);
    expect(
      await stage.page.evaluate(
        (key) =>
          (globalThis as never as Record<string, Tap>)[key] ===
          (globalThis as never as Record<string, Tap>)['another key'],
        KEY,
      ),
    ).toBe(true);
    await stage.page.evaluate(() => (globalThis as Page).socket.send('once'));
    await stage.received(1);
    const seen = await stage.events('receive', 'another key');
    expect(seen.map(({ type }) => type)).toEqual(['found', 'send', 'receive']);
    expect(await stage.drain()).toEqual([]);
  });

  it('is no enumerable global, and cannot be taken away', async () => {
    await stage.load('early');
    const facts = await stage.page.evaluate((key) => {
      const place = globalThis as never as Record<string, unknown>;
      const tap = place[key];
      const tried = [
        Reflect.set(place, key, 1),
        Reflect.deleteProperty(place, key),
        Reflect.set(tap as object, 'drain', 1),
      ];
      return [tried, place[key] === tap, Object.keys(place).includes(key)] as Json;
    }, KEY);
    expect(facts).toEqual([[false, false, false], true, false]);
  });

  it('is harmless in the hands of the page', async () => {
    await stage.load('early');
    await stage.openSocket('/echo');
    const thrown = await stage.page.evaluate(async (key) => {
      const place = globalThis as Page;
      const tap = (globalThis as never as Record<string, Tap>)[key] as Tap;
      const { socket } = place;
      const errors: string[] = [];
      addEventListener('error', ({ message }) => errors.push(message));
      const attempts: (() => unknown)[] = [
        () => tap.listen(undefined as never),
        () => tap.listen('text' as never),
        () => {
          let depth = 0;
          tap.listen(() => {
            depth += 1;
            if (depth < 20) socket.send(`from a listener ${depth}`);
            tap.drain();
            throw new Error('of a listener');
          });
        },
        () => performance.dispatchEvent(new CustomEvent('wire-triage:tap')),
        () => performance.dispatchEvent(new CustomEvent('wire-triage:tap', { detail: 7 })),
        () =>
          performance.dispatchEvent(
            new CustomEvent('wire-triage:tap', {
              detail: () => {
                throw new Error('of a greeting');
              },
            }),
          ),
        () => performance.dispatchEvent(new Event('wire-triage:tap')),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch (error) {
          errors.push(String(error));
        }
      }
      for (let i = 0; i < 2_000; i++) socket.send(String(i));
      while (place.log.length < 2_010) await new Promise((resolve) => setTimeout(resolve, 5));
      return errors;
    }, KEY);
    expect(thrown).toEqual([]);
    expect(await stage.state()).toMatchObject({ awake: true });
  });
});
