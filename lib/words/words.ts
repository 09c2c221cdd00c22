/**
 * Findings in words, for the panel, for reports and for the command line. The words come from the catalogue, looked up by
 * the ids that a finding holds; places are filled with what stood on the wire.
 */

import type { Entry, Family, Permanence, Shape } from '../catalog/schema.ts';
import { compileStatuses, type Verdict } from '../catalog/statuses.ts';
import { fillTemplate } from '../catalog/template.ts';
import { isFailingWord } from '../diagnose/self-description/envelope.ts';
import type { Finding, Rival } from '../finding.ts';
import { cut } from '../text.ts';
import { collapsed } from '../white-space.ts';
import { withCure } from './blocked.ts';
import { evidenceLines } from './evidence.ts';
import { compileReasons, type Plainly, plainlyOf } from './reasons.ts';
import { saidBeside } from './said-beside.ts';
import { isSame } from './same.ts';
import { type Words, wordsThrough } from './words-through.ts';

export type { Words } from './words-through.ts';

/** A name with text from the wire in it stays one line: longest name, in characters. */
const MAX_NAME = 160;

/** Stands in a place for which the wire gave nothing. */
const NOTHING_THERE = '…';

type UnlistedWords = Pick<Verdict, 'meaning' | 'action'>;

interface FamilyWords {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Of families whose words were asked for already. */
type ArrangedWords = WeakMap<Family, FamilyWords>;

/** Words for findings of the families that are known when they are asked for. */
export function createGrowingWords(families: () => readonly Family[]): Words {
  let known: readonly Family[] = [];
  const arranged: ArrangedWords = new WeakMap();
  let words = createWords(known, arranged);
  return wordsThrough(() => {
    if (known !== families()) {
      known = families();
      words = createWords(known, arranged);
    }
    return words;
  });
}

/**
 * Words for findings of these families. What belongs to no family of theirs is called by its code and its family's id.
 *
 * @param arranged of other words before these; is added to
 */
export function createWords(families: readonly Family[], arranged: ArrangedWords = new WeakMap()): Words {
  const byId = new Map(families.map((family) => [family.id, family] as const));
  const ofStatus = compileStatuses(families);
  const reasonOf = compileReasons(families);

  /** Of hundreds of families few are ever spoken of, so that each is arranged when it first is. */
  function wordsOf(id: string): FamilyWords | undefined {
    const family = byId.get(id);
    const words = family && (arranged.get(family) ?? familyWords(family));
    if (words) arranged.set(family, words);
    return words;
  }

  const own = (finding: Finding) =>
    ownVerdict(wordsOf(finding.family), finding, ofStatus(finding.status ?? 0)?.verdict);
  const verdict = (finding: Finding): Verdict | undefined => {
    const found = own(finding);
    const plain = found?.beside && plainlyOf(finding, reasonOf, ofStatus);
    return found && plain ? { ...found, ...joined(plain, found.beside) } : found;
  };
  const says = ({ family, shape }: Rival) => wordsOf(family)?.shapes.get(shape)?.says ?? '';
  const filled = (finding: Finding, pick: 'meaning' | 'action') => {
    const text = verdict(finding)?.[pick] ?? '';
    return finding.entry === undefined ? fillTemplate(text, finding.captures) : text;
  };
  const documentedName = (finding: Finding) => {
    const name = own(finding)?.name ?? finding.code;
    return finding.entry === undefined ? fillName(name, finding.captures) : name;
  };

  /** The code stands beside the name. Many sources name a code by itself alone. What the server said of it, or what it means, then tells more. */
  const name = (finding: Finding) => {
    const documented = withoutCode(fillName(own(finding)?.name ?? finding.code, finding.captures), finding.code);
    if (!isSame(documented, finding.code)) return documented;
    const meaning = firstSentence(filled(finding, 'meaning'));
    // What can be said of any code speaks of it, and says no more.
    if (finding.entry === undefined && meaning.includes(finding.code)) return documented;
    const said = collapsed(finding.said ?? '');
    if (said !== '' && !isSame(said, finding.code)) return cut(said, MAX_NAME);
    // Words of their own read better than the code, if they say no more.
    const worded = [documented, said].find((text) => text.includes(' '));
    if (worded !== undefined) return cut(worded, MAX_NAME);
    return cut(plain(meaning), MAX_NAME) || documented;
  };

  return {
    name,
    documentedName,
    saidBeside: (finding) =>
      finding.said === undefined ? '' : saidBeside({ name: name(finding), code: finding.code, said: finding.said }),
    meaning: (finding) => filled(finding, 'meaning'),
    action: (finding) =>
      withCure(againstListed(finding, verdict(finding)?.permanence) ?? filled(finding, 'action'), finding.blocked),
    source: (finding) => verdict(finding)?.source ?? byId.get(finding.family)?.source ?? '',
    evidence: (finding) =>
      evidenceLines(finding, {
        shape: says(finding),
        name: documentedName(finding),
        context: (sign) => byId.get(finding.family)?.context?.[sign]?.says,
      }),
    rival: (rival) => {
      const entry = rival.entry === undefined ? undefined : wordsOf(rival.family)?.entries.get(rival.entry);
      return entry ? `${fillName(entry.name, rival.captures)}: ${says(rival)}` : says(rival);
    },
    familyTitle: (id) => byId.get(id)?.title ?? id,
    familyChip: (id) => byId.get(id)?.chip ?? byId.get(id)?.title ?? id,
  };
}

/** `190: Session has expired` is `Session has expired` beside the code 190. */
function withoutCode(name: string, code: string): string {
  return name.startsWith(`${code}: `) ? name.slice(code.length + 2).trim() || name : name;
}

function familyWords(family: Family): FamilyWords {
  return {
    shapes: new Map(family.shapes.map((shape) => [shape.id, shape])),
    entries: new Map(family.entries.map((entry) => [entry.id, entry])),
  };
}

/** What the family itself says, whatever is plain of an unlisted code. Names come from here alone. */
type OwnVerdict = Verdict & { readonly beside?: UnlistedWords | undefined };

/** @param borrowed what the `http` family says of the finding's status */
function ownVerdict(
  words: FamilyWords | undefined,
  { entry, shape, captures, code, status }: Finding,
  borrowed: Verdict | undefined,
): OwnVerdict | undefined {
  if (entry !== undefined) return words?.entries.get(entry);
  const unlisted = words?.shapes.get(shape)?.unlisted;
  if (!unlisted) return undefined;
  if (!('as' in unlisted)) {
    const isUncoded = captures.text !== undefined && (code === String(status) || namesNothing(code));
    return isUncoded && unlisted.uncoded ? { ...unlisted, beside: undefined, ...unlisted.uncoded } : unlisted;
  }
  if (!borrowed) return undefined;
  // A name made of the server's words needs some; without them the borrowed one stands.
  const isNameless = captures.text === undefined && unlisted.name.includes('{text}');
  return {
    ...borrowed,
    name: isNameless ? borrowed.name : unlisted.name,
    source: unlisted.source ?? borrowed.source,
  };
}

/** Whether a code is a mere word for a failure, `error` or `-ERR`, or a sentence that a protocol has in the place of one. */
function namesNothing(code: string): boolean {
  return isFailingWord(code.replace(/^-/, '')) || /\S\s+\S/.test(code);
}

/** What is plain of a code, with what only its shape knows behind it. */
function joined({ meaning, action, permanence, source }: Plainly, beside: UnlistedWords | undefined): Partial<Verdict> {
  const behind = (before: string, after = '') => `${before} ${after}`.trim();
  return {
    meaning: behind(meaning, beside?.meaning),
    action: behind(action, beside?.action),
    permanence,
    ...(source !== undefined && { source }),
  };
}

/**
 * What to do where the reply itself says another thing than what is listed for its status or code: a 403 that asks to wait, a 429
 * about money. The listed action would speak against the verdict.
 */
function againstListed({ permanence, ground }: Finding, listed: Permanence | undefined): string | undefined {
  if (ground === undefined || ground === 'documented' || ground === 'status' || ground === 'nothing') return undefined;
  if (permanence === 'temporary' && listed === 'permanent')
    return 'Wait, then send the same request again. If it keeps being refused, ask less often.';
  if (permanence === 'permanent' && listed === 'temporary')
    return 'Do not repeat it: waiting does not cure this. Do what the server’s words and links ask for, then send the request again.';
  return undefined;
}

function firstSentence(text: string): string {
  return text.split(/(?<=[.!?])\s/, 1)[0] ?? '';
}

/** Without the marks of code in it, which a name is not set with. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** A name with every place filled, on one line. A code that the text repeats or begins with is not said twice. */
function fillName(name: string, captures: Readonly<Record<string, string>>): string {
  const { code = '', text = '' } = captures;
  const both = text === code || text === '' ? '{code}' : text.startsWith(`${code}:`) ? '{text}' : '{code}: {text}';
  const template = name.replace('{code}: {text}', both);
  return cut(fillTemplate(template, captures, NOTHING_THERE), MAX_NAME);
}
