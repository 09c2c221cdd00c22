/** Made-up failures, and words for them, for tests of everything behind the engine. */
import type { HttpExchange } from '../lib/exchange.ts';
import type { Failure, Finding } from '../lib/finding.ts';
import type { ReportContext } from '../lib/report/model.ts';
import { NO_RULES } from '../lib/report/rules.ts';
import { evidenceLines } from '../lib/words/evidence.ts';
import { saidBeside } from '../lib/words/said-beside.ts';
import type { Words } from '../lib/words/words.ts';
import { httpExchange } from './fixtures.ts';

/** A text as if redaction had let it through. */
export { asRedacted as letThrough } from '../lib/redact/redacted.ts';

/** What a test wants said of a finding that no catalogue knows. */
interface MadeUpWords {
  readonly name: string;
  readonly meaning: string;
  readonly action: string;
  readonly source: string;
}

export type MadeUp = Partial<Finding & MadeUpWords>;

const DEFAULT_WORDS: MadeUpWords = {
  name: 'Internal Server Error',
  meaning: 'The server met a condition that it did not expect.',
  action: 'Look into the server log.',
  source: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.1',
};

const madeUp = new WeakMap<Finding, MadeUpWords>();
const wordsOf = (finding: Finding) => madeUp.get(finding) ?? DEFAULT_WORDS;

/** Words for made-up findings; families are called by their ids. */
export function madeUpWords(over: Partial<Words> = {}): Words {
  return {
    name: (finding) => wordsOf(finding).name,
    documentedName: (finding) => wordsOf(finding).name,
    saidBeside: (finding) => saidBeside({ name: wordsOf(finding).name, code: finding.code, said: finding.said ?? '' }),
    meaning: (finding) => wordsOf(finding).meaning,
    action: (finding) => wordsOf(finding).action,
    source: (finding) => wordsOf(finding).source,
    evidence: (finding) =>
      evidenceLines(finding, {
        shape: `shape ${finding.shape}`,
        name: wordsOf(finding).name,
        context: () => undefined,
      }),
    rival: ({ shape }) => `shape ${shape}`,
    familyTitle: (id) => id,
    familyChip: (id) => id,
    ...over,
  };
}

export function finding({ name, meaning, action, source, ...over }: MadeUp = {}): Finding {
  const made: Finding = {
    family: 'http',
    shape: 'registered',
    entry: '500',
    code: '500',
    captures: {},
    permanence: 'unknown',
    basis: 'inferred',
    confidence: 'certain',
    evidence: [{ kind: 'status', status: 500 }],
    operation: undefined,
    retry: undefined,
    also: [],
    said: undefined,
    links: [],
    requestId: undefined,
    param: undefined,
    errors: [],
    status: 500,
    ...over,
  };
  madeUp.set(made, {
    name: name ?? DEFAULT_WORDS.name,
    meaning: meaning ?? DEFAULT_WORDS.meaning,
    action: action ?? DEFAULT_WORDS.action,
    source: source ?? DEFAULT_WORDS.source,
  });
  return made;
}

export function failure(over: MadeUp = {}, exchange: Partial<HttpExchange> = {}): Failure {
  return { exchange: httpExchange({ status: 500, ...exchange }), finding: finding(over) };
}

/** Where a made-up report is written: one hour east of Greenwich, no frames, nobody else to run. */
export function reportContext(over: Partial<ReportContext> = {}): ReportContext {
  return {
    words: madeUpWords(),
    utcOffset: () => 60,
    tool: 'Wire Triage 0.1.0, Chrome 156',
    rules: NO_RULES,
    connection: () => undefined,
    pause: async () => {},
    ...over,
  };
}
