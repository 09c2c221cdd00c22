import { describe, expect, it } from 'vitest';
import type { HttpExchange } from '../../../lib/exchange.ts';
import { FIREFOX } from '../../../lib/har/dialects.ts';
import { harEntry } from '../../har.ts';
import { answer, networkStage } from './network-stage.ts';

describe('network capture of a browser that loses events', () => {
  const stage = networkStage(FIREFOX);
  const { streams, emitted, requested, passes, http, finishNow } = stage;

  const URL_2 = 'https://a.example/2';

  it('reads the HAR only where a request that the page saw had no event', async () => {
    await finishNow({ status: 200, url: URL_2 });
    requested([URL_2]);
    await passes(60);
    expect(stage.harReads).toBe(0);
    requested([URL_2]);
    await passes(60);
    expect(stage.harReads).toBe(1);
  });

  it('takes requests of any outcome from the HAR, with their bodies, once', async () => {
    stage.har = [
      harEntry({ status: 200, body: '{"Status":604}' }),
      harEntry({ status: 500, url: URL_2, body: 'broken' }),
    ];
    requested([URL_2]);
    await passes(20);
    expect(emitted.map((exchange) => (exchange as HttpExchange).responseBody)).toMatchObject([
      { text: '{"Status":604}' },
      { text: 'broken' },
    ]);
  });

  it('looks again for what it is owed where the browser did not answer', async () => {
    stage.isSilent = true;
    requested([URL_2]);
    await passes(10);
    expect(stage.harReads).toBe(1);
    stage.isSilent = false;
    stage.har = [harEntry({ status: 500, url: URL_2, body: 'broken' })];
    await passes(60);
    expect(emitted).toMatchObject([{ status: 500 }]);
  });

  it('completes what it took from the HAR when the event comes after all', async () => {
    stage.har = [harEntry({ status: 200, url: URL_2, body: 'the begin' })];
    requested([URL_2]);
    await passes(20);
    await finishNow({ status: 200, url: URL_2 }, answer('the beginning and the end'));
    await passes(20);
    expect(emitted.map(({ id }) => id)).toEqual([http().id, http().id]);
    expect(http(1).responseBody).toMatchObject({ text: 'the beginning and the end' });
  });

  it('looks again for what had not ended at the first look, without being told of it again', async () => {
    const ended = harEntry({ status: 500, url: URL_2 });
    stage.har = [{ ...ended, response: { ...ended.response, status: 0, content: { text: '' } } }];
    requested([URL_2]);
    await passes(5);
    expect(stage.harReads).toBe(1);
    expect(emitted).toEqual([]);
    stage.har = [ended];
    await passes(10);
    expect(emitted).toMatchObject([{ status: 500 }]);
  });

  it('sets the event of what a look has told against no other request', async () => {
    stage.har = [harEntry({ status: 500, url: URL_2 })];
    requested([URL_2]);
    await passes(5);
    await finishNow({ status: 500, url: URL_2 });
    requested([URL_2]);
    await passes(30);
    expect(stage.harReads).toBe(2);
  });

  it('looks for nothing that a look has told before the page tells of it', async () => {
    stage.har = [harEntry({ status: 500, url: URL_2 })];
    requested(['https://a.example/first']);
    await passes(5);
    requested([URL_2]);
    await passes(30);
    expect(stage.harReads).toBe(1);
  });

  it('looks once where the page saw more requests than it could tell', async () => {
    requested([URL_2], true);
    await finishNow({ status: 200, url: URL_2 });
    await passes(60);
    expect(stage.harReads).toBe(1);
  });

  it('waits for what is under way and reports its failure', async () => {
    const underWay = harEntry({ status: 0 });
    stage.har = [{ ...underWay, response: { ...underWay.response, content: { text: '' } } }];
    requested([URL_2]);
    await passes(20);
    expect(emitted).toEqual([]);
    stage.har = [{ ...underWay, response: { ...underWay.response, content: { mimeType: '', size: 0 } } }];
    requested([URL_2]);
    await passes(20);
    expect(emitted.map((exchange) => (exchange as HttpExchange).status)).toEqual([0]);
  });

  it.each([
    ['with an error', 403, []],
    [
      'with a success that does not list the method',
      204,
      [{ name: 'Access-Control-Allow-Origin', value: 'https://shop.example' }],
    ],
  ])('looks for the request behind a preflight that was refused %s', async (_, status, headers) => {
    stage.har = [harEntry({ method: 'PUT', status: 0 })].map((entry) => ({
      ...entry,
      response: { ...entry.response, content: { mimeType: '', size: 0 } },
    }));
    const requestHeaders = [
      { name: 'Access-Control-Request-Method', value: 'PUT' },
      { name: 'Origin', value: 'https://shop.example' },
    ];
    await finishNow({ method: 'OPTIONS', status, requestHeaders, headers });
    await passes(5);
    expect(emitted.map((exchange) => (exchange as HttpExchange).method)).toEqual(['OPTIONS', 'PUT']);
  });

  it('ignores a response whose status got lost', async () => {
    await finishNow({ status: 0, body: 'came' });
    expect(emitted).toEqual([]);
  });

  it('reads the events of a stream that has ended from its body', async () => {
    await finishNow({ status: 200, mimeType: 'text/event-stream' }, answer('data: 1\n\n'));
    expect(streams.flat().flatMap(({ events }) => events)).toMatchObject([{ data: '1' }]);
  });
});
