import { useMemo, useState } from 'preact/hooks';
import type { Body, BodyAbsence } from '../../lib/exchange.ts';
import type { Finding } from '../../lib/finding.ts';
import { htmlText, isHtml } from '../../lib/html-text.ts';
import { memberAt, rootOf } from '../../lib/json-tree.ts';
import { useStore } from '../context.ts';
import { oneLine } from '../text/clean.ts';
import type { MessageKey } from '../translate.ts';
import { Facts } from './facts.tsx';
import { JsonTree } from './json-tree.tsx';
import { LongText } from './long-text.tsx';

const ABSENCE = {
  'not-needed': 'bodyNotNeeded',
  unread: 'bodyUnread',
  'too-large': 'bodyTooLarge',
  unavailable: 'bodyUnavailable',
} as const satisfies Record<BodyAbsence, MessageKey>;

interface BodyProps {
  readonly body: Body;
  readonly side: 'request' | 'response' | 'message';
  readonly mimeType?: string;
  /** What was found in it; undefined in an exchange in which nothing failed. */
  readonly finding?: Finding;
}

/** A body set out for reading, or why there is none. */
export function BodyTab({ body, side, mimeType = '', finding }: BodyProps) {
  const { translate, copyBody } = useStore();
  if (body.state === 'absent') {
    return (
      <p class="dim">{translate(side === 'request' && body.why === 'not-needed' ? 'noPayload' : ABSENCE[body.why])}</p>
    );
  }
  if (body.text === '') return <p class="dim">{translate('bodyEmpty')}</p>;
  return (
    <>
      <p class="body-facts dim">
        {!body.base64 && (
          <button
            type="button"
            class="small"
            data-action="copy-body"
            title={translate('copyBodyHint')}
            onClick={() => void copyBody(body.text)}
          >
            {translate('copyBody')}
          </button>
        )}
        {body.base64 && <span>{translate('bodyBase64')}</span>}
        {body.cut && <span>{translate('bodyCut')}</span>}
      </p>
      {body.base64 ? (
        <LongText text={body.text} />
      ) : (
        <Readable text={body.text} mimeType={mimeType} finding={finding} />
      )}
    </>
  );
}

function Readable({ text, mimeType, finding }: { text: string; mimeType: string; finding: Finding | undefined }) {
  const { found } = useStore();
  const root = useMemo(() => rootOf(text), [text]);
  const blamed = useMemo(
    () => (root && finding?.param ? memberAt(text, root, finding.param) : undefined),
    [text, root, finding?.param],
  );
  const told = useMemo(() => (finding ? toldBy(finding) : NOTHING_TOLD), [finding]);
  if (root) return <JsonTree text={text} root={root} marks={{ blamed, told, found: found.value }} />;
  return isHtml(text, mimeType) ? <Page html={text} /> : <LongText text={text} found={found.value} />;
}

/** A page as text with its title; its source on request, and while something is searched in it. */
function Page({ html }: { html: string }) {
  const { translate, found } = useStore();
  const [showsSource, showSource] = useState(false);
  const page = useMemo(() => htmlText(html), [html]);
  const isSource = showsSource || found.value !== undefined;
  return (
    <>
      <Facts facts={[[translate('pageTitle'), page.title && <bdi>{oneLine(page.title)}</bdi>]]} />
      <label class="toggle">
        <input type="checkbox" checked={isSource} onChange={({ currentTarget: { checked } }) => showSource(checked)} />
        {translate('pageSource')}
      </label>
      <LongText text={isSource ? html : page.text} found={found.value} />
    </>
  );
}

const NOTHING_TOLD: ReadonlySet<string> = new Set();

/** The code and the words that the finding took from a reply, as JSON has them. */
function toldBy({ code, said, errors }: Finding): ReadonlySet<string> {
  const texts = [code, said, ...errors.slice(0, 50).flatMap((error) => [error.code, error.said])];
  const strings = texts.filter((text) => text !== undefined && text !== '').map((text) => JSON.stringify(text));
  return new Set([...strings, ...(/^\d+$/.test(code) ? [code] : [])]);
}
