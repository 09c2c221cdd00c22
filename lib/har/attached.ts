/** Bodies that lie beside a HAR in files of their own (`_file`, as Playwright attaches them). */
import type { Content, Entry, PostData, Request, Response } from 'har-format';
import { toBase64, utf8 } from '../bytes.ts';
import { membersOf } from './checked.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

/** The entry with such bodies in their places; what names no file stays as it is. */
export function withAttached(value: unknown, files: Files): unknown {
  const entry = membersOf<Entry>(value);
  const request = membersOf<Request>(entry.request);
  const response = membersOf<Response>(entry.response);
  const sent = attached(request.postData, files);
  const received = attached(response.content, files);
  if (!sent && !received) return value;
  return {
    ...entry,
    ...(sent && { request: { ...request, postData: sent } }),
    ...(received && { response: { ...response, content: received } }),
  };
}

function attached(value: unknown, files: Files): object | undefined {
  const { _file: name } = membersOf<(Content | PostData) & { _file: string }>(value);
  const bytes = typeof name === 'string' ? files.get(name) : undefined;
  if (!bytes) return undefined;
  const text = utf8(bytes);
  const isText = !text.includes('\ufffd');
  return { ...membersOf(value), text: isText ? text : toBase64(bytes), encoding: isText ? undefined : 'base64' };
}
