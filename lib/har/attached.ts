/** Bodies that lie beside a HAR in files of their own (`_file`, as Playwright attaches them). */
import type { Content, Entry, PostData, Request, Response } from 'har-format';
import { toBase64, utf8 } from '../bytes.ts';
import { membersOf } from './checked.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** Puts such bodies into their places in an entry; one that names no file stays as it is. A file that many entries name is read once. */
export function createAttaching(files: Files): (entry: unknown) => unknown {
  const contents = new Map<string, object>();

  /** The members of a body with those that its file stands for; undefined where it names none. */
  function attached(value: unknown): object | undefined {
    const { _file: path } = membersOf<(Content | PostData) & { _file: string }>(value);
    if (typeof path !== 'string') return undefined;
    const name = path.replace(/^(?:\.\/)+/, '');
    const bytes = files.get(name);
    if (!bytes) return undefined;
    const content = contents.get(name) ?? contentOf(bytes);
    contents.set(name, content);
    return { ...membersOf(value), ...content };
  }

  return (value) => {
    const entry = membersOf<Entry>(value);
    const request = membersOf<Request>(entry.request);
    const response = membersOf<Response>(entry.response);
    const sent = attached(request.postData);
    const received = attached(response.content);
    if (!sent && !received) return value;
    return {
      ...entry,
      ...(sent && { request: { ...request, postData: sent } }),
      ...(received && { response: { ...response, content: received } }),
    };
  };
}

/** As a HAR writes it: text, or base64 where it is no UTF-8. */
function contentOf(bytes: Uint8Array): object {
  const text = utf8(bytes);
  return text.includes('\ufffd') ? { text: toBase64(bytes), encoding: 'base64' } : { text, encoding: undefined };
}
