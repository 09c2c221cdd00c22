/** What a code that no family lists says all the same: by its words, or by the HTTP status beside it. */
import type { Family, Reason } from '../catalog/schema.ts';
import type { StatusVerdict, Verdict } from '../catalog/statuses.ts';
import { plainText, wordsOf } from '../diagnose/self-description/plain-words.ts';
import type { Finding, RetryAdvice } from '../finding.ts';

/** What is plain of an unlisted code. */
export type Plainly = Pick<Verdict, 'meaning' | 'action' | 'permanence'> & { readonly source?: string | undefined };

/** One of HTTP's statuses for failures that services use as codes, too; a rarer number is one of their own. */
const STATUS = /^(?:40[013459]|41[035]|42[239]|50[0-4])$/;
/** Words of a sentence that are looked at: longer ones tell of more than one thing. */
const MAX_WORDS = 16;

/** The reasons of the `envelope` family, by phrase. */
export function compileReasons(families: readonly Family[]): (words: readonly string[]) => Reason | undefined {
  const byPhrase = new Map<string, Reason>();
  const reasons = families.find(({ id }) => id === 'envelope')?.reasons ?? [];
  for (const reason of reasons)
    for (const phrase of reason.words) if (!byPhrase.has(phrase)) byPhrase.set(phrase, reason);
  const longest = Math.max(0, ...[...byPhrase.keys()].map((phrase) => phrase.split(' ').length));
  return (words) => {
    for (let length = Math.min(longest, words.length); length > 0; length--) {
      const found = words.flatMap((_, at) => byPhrase.get(words.slice(at, at + length).join(' ')) ?? []);
      if (found.length > 0) return reasons.find((reason) => found.includes(reason));
    }
    return undefined;
  };
}

/**
 * What the finding's code plainly says, or the sentence that its verdict rests on; else what its status says. Words that contradict
 * the verdict were not what it rests on, so they are not repeated.
 */
export function plainlyOf(
  finding: Finding,
  reasonOf: (words: readonly string[]) => Reason | undefined,
  ofStatus: (status: number) => StatusVerdict | undefined,
): Plainly | undefined {
  const { code, permanence, status = 0, retry } = finding;
  for (const text of [code, ...restedOn(finding)]) {
    const reason = reasonOf(wordsOf(text).slice(0, MAX_WORDS));
    if (reason && !contradict(reason.permanence, permanence))
      return { ...reason, action: withPause(reason.action, retry) };
  }
  if (status >= 400) return ofStatus(status)?.verdict;
  const named = STATUS.test(code) ? ofStatus(Number(code)) : undefined;
  return named?.listed && !contradict(named.verdict.permanence, permanence) ? named.verdict : undefined;
}

/** What the verdict rests on besides the code: a sentence, or another code of the reply. */
function restedOn({ ground, captures, evidence }: Finding): string[] {
  if (ground === 'sentence') return [plainText(captures.text ?? '')];
  return ground === 'code-word'
    ? evidence.flatMap((fact) => ('says' in fact && fact.says === ground ? fact.value : []))
    : [];
}

/** A wait that the reply asks for comes before the rest. */
function withPause(action: string, retry: RetryAdvice | undefined): string {
  return retry && retry.afterMs > 0 ? `Wait ${pause(retry.afterMs)} before you send it again. ${action}` : action;
}

/** `850 ms`, `30 s`, `45 min`, `3 h`: rounded up, so that nobody comes too early. */
function pause(ms: number): string {
  if (ms < 1_000) return `${Math.ceil(ms)} ms`;
  if (ms < 120_000) return `${Math.ceil(ms / 1_000)} s`;
  return ms < 7_200_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 3_600_000)} h`;
}

function contradict(one: Verdict['permanence'], other: Verdict['permanence']): boolean {
  return one !== other && one !== 'unknown' && other !== 'unknown';
}
