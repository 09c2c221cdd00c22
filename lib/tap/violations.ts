/** Requests that the document's Content-Security-Policy forbids. Nothing else shows them: some browsers list no such request. */
import type { Channel } from './channel.ts';
import type { Contents } from './content.ts';
import { MAX_VIOLATIONS } from './events.ts';
import type { Natives } from './natives.ts';

/** Reports each request that a policy in force forbids; one that several policies forbid, once. */
export function watchViolations(natives: Natives, contents: Contents, channel: Channel): void {
  const { addListener, bare, now, page, slice, violation } = natives;
  if (violation === undefined) return;
  const { urlOf, directiveOf, dispositionOf, policyOf, fileOf, lineOf, columnOf } = violation;
  let count = 0;
  /** The request that was reported last, and the policy that forbade it. */
  let last = '';
  let lastPolicy = '';

  /** An inline script, `eval` and the like are named by a word, and are no requests. */
  const isAddress = (url: string): boolean => {
    const start = slice(url, 0, 4);
    return start === 'http' || start === 'ws:/' || start === 'wss:';
  };

  const report = (event: Event) => {
    const url = urlOf(event);
    if (count >= MAX_VIOLATIONS || !event.isTrusted || dispositionOf(event) !== 'enforce' || !isAddress(url)) return;
    const directive = directiveOf(event);
    const file = fileOf(event) ?? '';
    const line = lineOf(event);
    const column = columnOf(event);
    const request = `${directive} ${line} ${column} ${url}`;
    const policy = policyOf(event);
    if (request === last && policy !== lastPolicy) return;
    last = request;
    lastPolicy = policy;
    count += 1;
    const address = contents.text(url).text;
    const script = contents.text(file).text;
    channel.report(
      bare({ type: 'violation', at: now(), url: address, directive, file: script, line, column }),
      address.length + script.length,
    );
  };

  const onViolation = (event: Event) => {
    try {
      report(event);
    } catch {}
  };
  try {
    addListener(page.document, 'securitypolicyviolation', onViolation);
  } catch {}
}
