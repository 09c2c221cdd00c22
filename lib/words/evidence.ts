/** The lines that say why a finding is what it is. */
import type { Asked } from '../asked.ts';
import type { Conclusion, EvidenceFact, Finding } from '../finding.ts';
import { blockedLine } from './blocked.ts';

/** The catalogue's words that evidence lines are made with. */
export interface EvidenceWords {
  /** The shape's own line. */
  readonly shape: string;
  readonly name: string;
  readonly context: (sign: number) => string | undefined;
}

/** One line for each fact, in their order; a fact that the shape's line names already is not repeated. */
export function evidenceLines({ evidence }: Pick<Finding, 'evidence'>, words: EvidenceWords): string[] {
  const lines: string[] = [];
  for (const fact of evidence) if (!isTold(fact, words.shape)) lines.push(line(fact, words));
  return lines;
}

function isTold(fact: EvidenceFact, shape: string): boolean {
  if (fact.kind === 'media-type') return shape.toLowerCase().includes(fact.type);
  return fact.kind === 'header' && shape.toLowerCase().includes(fact.name.toLowerCase());
}

const ASKED_FOR: Readonly<Record<Asked, string>> = {
  data: 'JSON or XML',
  script: 'a script',
  style: 'a style sheet',
  image: 'an image',
  font: 'a font',
  media: 'audio or video',
};

function line(fact: EvidenceFact, words: EvidenceWords): string {
  switch (fact.kind) {
    case 'host':
      return `host ${fact.pattern}`;
    case 'status':
      return `HTTP ${fact.status}`;
    case 'path':
      return `path ${fact.path}`;
    case 'topic':
      return 'the topic belongs to this service';
    case 'media-type':
      return `media type ${fact.type}`;
    case 'request':
      return `the request asks for ${ASKED_FOR[fact.asked]}`;
    case 'subprotocol':
      return `subprotocol ${fact.name}`;
    case 'header':
      return `header ${fact.name}`;
    case 'member':
      return fact.path === ''
        ? `given as ${stated(fact.value, fact.says)}`
        : `${fact.path}: ${stated(fact.value, fact.says)}`;
    case 'stating-header':
      return `header ${fact.name}: ${stated(fact.value, fact.says)}`;
    case 'sentence':
      return `the text ${stated(fact.value, fact.says)}`;
    case 'shape':
      return words.shape;
    case 'text':
      return `the text is the documented “${words.name}”`;
    case 'context':
      return (fact.sign === undefined ? undefined : words.context(fact.sign)) ?? 'other members of the body fit';
    case 'operation':
      return `it answers “${fact.name}”${fact.documented ? '' : ', for which this code is not documented'}`;
    case 'code':
      return 'the code is documented';
    case 'preflight':
      return 'this is the CORS preflight, which the browser sends before the real request';
    case 'cache':
      return `the reply came from the browser's ${fact.from} cache, not from the server`;
    case 'withheld':
      // Chromium gives no reason. A redirect that was not followed was refused by the page or by CORS, a reply is withheld by CORS and its kin.
      return fact.redirect
        ? 'the browser did not follow the redirect for the page'
        : 'the browser kept the reply from the page (usually: no matching CORS header)';
    case 'blocked':
      return blockedLine(fact.blocked);
    case 'last-message':
      return `the server's last message, ${fact.beforeCloseMs} ms before the close, tells of an error`;
    case 'unread':
      return 'the page did not read the body';
    case 'claimed':
      return 'only a script in the page reports this: the browser has not listed it';
    default:
      return fact satisfies never;
  }
}

/** A statement of the reply with what was concluded from it. */
function stated(value: string, says: Conclusion): string {
  switch (says) {
    case 'code':
      return `“${value}”`;
    case 'explicit':
      return value === 'helps' ? 'says outright that repeating helps' : 'says outright that repeating is useless';
    case 'wait':
      return `“${value}” asks to wait`;
    case 'code-word':
    case 'sentence':
      return `“${value}” decides the verdict`;
    default:
      return says satisfies never;
  }
}
