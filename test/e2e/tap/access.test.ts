/** Who gets at the tap. */
import { describe, expect, it } from 'vitest';
import type { Tap } from '../../../lib/tap/channel.ts';
import installTap from '../../../lib/tap/install.ts?bundled';
import type { Json } from '../../browsers/session.ts';
import { callersOfText } from '../callers.ts';
import { KEY, type Page, tapStage } from './stage.ts';

const stage = tapStage();

describe('access to the tap', () => {
  it('is by a name that no script of the page can list', async () => {
    await stage.load('none');
    await stage.page.evaluateText(`const _4f1c = ${installTap}(); true`);
    const found = await stage.page.evaluate((key) => {
      const seen = new Set<unknown>();
      const taps: string[] = [];
      const todo: [path: string, value: unknown][] = [
        ['window', window],
        ['document', document],
        ['performance', performance],
        ['WebSocket', WebSocket],
        ['send', WebSocket.prototype.send],
      ];
      for (let next = todo.pop(); next && seen.size < 50_000; next = todo.pop()) {
        const [path, value] = next;
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
        seen.add(value);
        for (const name of Reflect.ownKeys(value)) {
          if (name === 'drain' || String(name).includes(key)) taps.push(`${path}.${String(name)}`);
          const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, name) ?? {};
          todo.push([`${path}.${String(name)}`, inner], [`get ${path}`, get], [`set ${path}`, set]);
        }
        todo.push([`proto of ${path}`, Object.getPrototypeOf(value)]);
      }
      const greeted: string[] = [];
      for (const target of [window, document, performance]) {
        for (const type of ['wire-triage:tap', 'wire-triage', '__wireTriageSocketTap']) {
          const detail = (...args: unknown[]) => greeted.push(`${type} ${args.length}`);
          target.dispatchEvent(new CustomEvent(type, { detail }));
        }
      }
      return [taps, greeted, seen.size > 1_000] as Json;
    }, '_4f1c');
    expect(found).toEqual([[], [], true]);
    expect(await stage.page.evaluateText('typeof _4f1c.drain')).toBe('function');
  });

  it('cannot be replaced, nor what it offers changed', async () => {
    await stage.load('none');
    await stage.page.evaluateText(`const _4f1c = ${installTap}(); true`);
    const tried = await stage.page.evaluateText(`(() => {
      const before = _4f1c;
      const outcomes = [];
      for (const attempt of [
        () => Object.defineProperty(window, '_4f1c', { value: 'false one' }),
        () => { 'use strict'; _4f1c = 1; },
        () => { 'use strict'; _4f1c.drain = () => 'nothing'; },
        () => { 'use strict'; delete _4f1c.drain; },
      ]) {
        try { attempt(); outcomes.push('done'); } catch (error) { outcomes.push(error.name); }
      }
      return [...outcomes, _4f1c === before, typeof _4f1c.drain];
    })()`);
    // A property of that name can be made, and stands behind the constant.
    expect(tried).toEqual(['done', 'TypeError', 'TypeError', 'TypeError', true, 'function']);
  });

  it('is not opened by what the page throws into its calls', async () => {
    await stage.load('early');
    const seen = await callersOfText(stage.page, stage.socketUrl('/echo'));
    expect(seen).toEqual([]);
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
            tap.drain(2, 0, 0);
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
