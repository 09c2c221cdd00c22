import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { childAt, childrenOf, type JsonNode } from '../../lib/json-tree.ts';
import { useStore } from '../context.ts';
import { CopyIcon } from '../icons.tsx';
import { cut, manyLines, oneLine } from '../text/clean.ts';
import { whole } from '../text/format.ts';
import { redactedValue } from './redacted-value.ts';

/** What of a body the tree points at. */
export interface Marks {
  /** The member that the failure is about. */
  readonly blamed: JsonNode | undefined;
  /** Values that the finding speaks of, as JSON texts. */
  readonly told: ReadonlySet<string>;
  /** Position in the text of what the search is at. */
  readonly found: number | undefined;
}

interface TreeProps {
  readonly text: string;
  readonly root: JsonNode;
  readonly marks: Marks;
}

/** A text this short stands open as a whole, in characters; of a longer one the first level does. */
const SHORT = 4_000;

/** Levels that open by themselves, and levels there are at all: what lies deeper is shown as text. */
const OPEN_DEPTH = 8;
const MAX_DEPTH = 60;

/** Children shown at a time. */
const PAGE = 100;

/** Longest value and longest preview of a closed one, in characters. */
const MAX_VALUE = 20_000;
const MAX_PREVIEW = 90;

/** JSON to open and close level by level. What is closed costs nothing, and what is marked or found stands open. */
export function JsonTree({ text, root, marks }: TreeProps) {
  return (
    <ul class="json" dir="ltr">
      <Node text={text} node={root} marks={marks} depth={0} />
    </ul>
  );
}

interface NodeProps extends Omit<TreeProps, 'root'> {
  readonly node: JsonNode;
  readonly depth: number;
}

function Node(props: NodeProps) {
  const { text, node, marks } = props;
  const isBlamed = marks.blamed?.start === node.start;
  const isTold =
    node.kind === 'value' && marks.told.has(text.slice(node.start, Math.min(node.end, node.start + 1_000)));
  const item = useRef<HTMLLIElement>(null);
  const isFound = node.kind === 'value' && holds(node, marks.found);
  useLayoutEffect(() => {
    if (isFound) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isFound, marks.found]);
  useLayoutEffect(() => {
    if (isBlamed) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isBlamed]);
  return (
    <li ref={item} class={isBlamed || isTold ? 'marked' : undefined} data-blamed={isBlamed || undefined}>
      {node.kind === 'value' || props.depth >= MAX_DEPTH ? <Value {...props} /> : <Branch {...props} />}
      <CopyValue text={text} node={node} />
    </li>
  );
}

function Branch(props: NodeProps) {
  const { text, node, marks, depth } = props;
  const [chosen, choose] = useState<boolean | undefined>(undefined);
  const opensByItself = depth === 0 || (text.length <= SHORT && depth < OPEN_DEPTH);
  const mustBeOpen = holds(node, marks.found) || (marks.blamed !== undefined && holds(node, marks.blamed.start));
  const isOpen = mustBeOpen || (chosen ?? opensByItself);
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== isOpen) choose(open);
      }}
    >
      <summary>
        <Name node={node} />
        <span class="dim">{isOpen ? (node.kind === 'list' ? '[' : '{') : preview(text, node)}</span>
      </summary>
      {isOpen && <Level {...props} />}
    </details>
  );
}

/** A page of children, beginning with the one that the search or a mark is in. */
function Level({ text, node, marks, depth }: NodeProps) {
  const { translate } = useStore();
  const wanted = marks.found ?? marks.blamed?.start;
  const target = wanted === undefined ? -1 : childAt(text, node, wanted);
  const [pages, setPages] = useState(1);
  const from = target < PAGE ? 0 : target - (target % PAGE);
  const { nodes, more } = childrenOf(text, node, from, pages * PAGE);
  return (
    <ul>
      {from > 0 && <li class="dim">{translate('jsonEarlier', whole(from))}</li>}
      {nodes.map((child) => (
        <Node key={child.start} text={text} node={child} marks={marks} depth={depth + 1} />
      ))}
      {more && (
        <li>
          <button type="button" class="small" onClick={() => setPages(pages + 1)}>
            {translate('jsonMore', whole(PAGE))}
          </button>
        </li>
      )}
    </ul>
  );
}

function Value({ text, node }: NodeProps) {
  return (
    <span class="leaf">
      <Name node={node} />
      <span class={`value ${typeOf(text.charAt(node.start))}`}>
        {manyLines(text.slice(node.start, Math.min(node.end, node.start + MAX_VALUE + 1)), MAX_VALUE)}
      </span>
    </span>
  );
}

function Name({ node: { key } }: { node: JsonNode }) {
  return key === undefined ? null : (
    <>
      <bdi class="key">{oneLine(key, 200)}</bdi>
      {': '}
    </>
  );
}

function CopyValue({ text, node }: { text: string; node: JsonNode }) {
  const { host, translate, copyText } = useStore();
  const label = translate('copyValue');
  return (
    <button
      type="button"
      class="tool copy-value"
      aria-label={node.key === undefined ? label : `${label}: ${oneLine(node.key, 60)}`}
      title={label}
      onClick={() => void copyText(redactedValue(host, node.key, text.slice(node.start, node.end)), 'value')}
    >
      <CopyIcon />
    </button>
  );
}

function holds({ start, end }: JsonNode, position: number | undefined): boolean {
  return position !== undefined && position >= start && position < end;
}

function preview(text: string, { start, end }: JsonNode): string {
  return cut(oneLine(text.slice(start, Math.min(end, start + 4 * MAX_PREVIEW))).replace(/\s+/g, ' '), MAX_PREVIEW);
}

function typeOf(first: string): 'string' | 'number' | 'word' {
  if (first === '"') return 'string';
  return /[\d-]/.test(first) ? 'number' : 'word';
}
