import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { counted } from '../../../components/translate.ts';
import german from '../../../public/_locales/de/messages.json' with { type: 'json' };
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import japanese from '../../../public/_locales/ja/messages.json' with { type: 'json' };
import { translate } from './fakes.ts';

const entries = Object.entries(messages);

it('explains every message and every place in it to translators', () => {
  const unexplained = entries.filter(
    ([, { message, description }]) =>
      message === '' ||
      description.length < 9 ||
      (message.match(/\$\d/g) ?? []).some((place) => !description.includes(place)),
  );
  expect(unexplained).toEqual([]);
});

it('has no message that nothing uses', () => {
  const files = ['components', 'entrypoints', 'lib'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const source = [...files, 'wxt.config.ts'].map((file) => readFileSync(file, 'utf8')).join('\n');
  expect(entries.map(([key]) => key).filter((key) => !new RegExp(`['_]${key}(?:'|__)`).test(source))).toEqual([]);
});

it('fits the limits of the extension stores', () => {
  expect(messages.extensionName.message.length).toBeLessThanOrEqual(45);
  expect(messages.extensionDescription.message.length).toBeLessThanOrEqual(132);
});

it('counts', () => {
  expect([0, 1, 2].map((n) => counted(translate, n, 'failuresOne', 'failuresMany'))).toEqual([
    '0 failures',
    '1 failure',
    '2 failures',
  ]);
});

const places = (message: string) => [...message.matchAll(/\$\d|\{\w+\}/g)].map(([place]) => place).sort();

describe.each([
  ['de', german],
  ['ja', japanese],
] as const)('the messages in %s', (tag, translated: Readonly<Record<string, { readonly message: string }>>) => {
  it('have the same places as the English ones, and there are no others', () => {
    const english: Readonly<Record<string, { readonly message: string }>> = messages;
    const wrong = Object.entries(translated).filter(
      ([key, { message }]) => message === '' || places(message).join() !== places(english[key]?.message ?? '').join(),
    );
    expect(wrong).toEqual([]);
    expect(Object.keys(translated).filter((key) => !(key in english))).toEqual([]);
  });

  it('are all there', () => {
    expect(entries.map(([key]) => key).filter((key) => !(key in translated))).toEqual([]);
  });

  it('name their language and fit the limits of the extension stores', () => {
    expect(translated.languageTag?.message).toBe(tag);
    expect(translated.extensionDescription?.message.length).toBeLessThanOrEqual(132);
  });
});
