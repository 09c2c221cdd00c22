import type { Failure, Link } from '../../lib/finding.ts';
import { traceLinks } from '../../lib/session/trace-links.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';

/** Characters of an address that are shown; the tooltip holds more of it. */
const MAX_ADDRESS = 120;

/** Links shown; a reply can hold any number. */
const MAX_LINKS = 5;

/** What the reply points at: addresses it gives, and the id by which its sender finds the request again. */
export function References({ failure }: { failure: Failure }) {
  const { host, translate, copyText, preferences } = useStore();
  const { links, requestId } = failure.finding;
  const traces = traceLinks(failure, preferences.value.traces).slice(0, MAX_LINKS);
  // Only https leads anywhere: the addresses come from whoever answered.
  const followable = links.filter(({ url }) => url.startsWith('https://')).slice(0, MAX_LINKS);
  return (
    <>
      {followable.length > 0 && (
        <ul class="links" data-part="links" aria-label={translate('links')}>
          {followable.map((link) => (
            <li key={`${link.label} ${link.url}`}>
              <ReplyLink link={link} />
            </li>
          ))}
        </ul>
      )}
      {traces.length > 0 && (
        <p class="traces" data-part="traces">
          {translate('traces')}{' '}
          {traces.map(({ label, url }) => (
            <a key={url} href={url} target="_blank" rel="noopener noreferrer" title={oneLine(url)}>
              {oneLine(label, 60)}
            </a>
          ))}
        </p>
      )}
      {requestId && (
        <p class="request-id" data-part="request-id">
          {translate('requestId')} <code>{oneLine(requestId, 200)}</code>{' '}
          <button
            type="button"
            class="small"
            onClick={() => void copyText(host.redactedRequestId(requestId), 'requestId')}
          >
            {translate('copy')}
          </button>
        </p>
      )}
    </>
  );
}

function ReplyLink({ link: { url, label } }: { link: Link }) {
  return (
    <>
      <span class="dim">{oneLine(label, 60)}</span>{' '}
      <a href={url} target="_blank" rel="noopener noreferrer" title={oneLine(url)}>
        {oneLine(url.replace(/^https:\/\//, ''), MAX_ADDRESS)}
      </a>
    </>
  );
}
