/** Tells what a machine drew by lot from what a person named, by the letters alone. */

/** Shorter runs of letters and digits are too short to tell. */
export const MIN_RANDOM = 20;

/**
 * How much likelier than by chance one letter follows another in words and identifiers, row by first letter, column by
 * second: 0 for never, 5 for as often as by chance, each step the double. Counted over the distinct words of English
 * documentation and of the identifiers in type declarations.
 */
const PAIRS =
  `36763461624868261878554353 63326210541610520552600040 72427117516620820647500030 63248231721422620452521030
74786653432778465987364740 52226500700402600534500040 41117145600435410543401011 60007010600231601525400030
65766660103769852678260405 30004000100000300050301000 31126220500203210041101010 73258321812711730155631060
75137020621452661141410020 72777582625435640278552041 45663550524679560866656322 71237124502631750756510030
11000000000200000000500000 83559452705455730677543050 62628316704433661378633250 71538327820442740776503160
55546340501667250666200100 60007030600000400011100100 50015025500204510440002100 30304000400020150015000110
32213210300334350143002001 30005000300000300000000012`.split(/\s+/);

/** What a pair counts that is no pair of letters: a word that ends where the next begins, a letter beside a digit, two digits. */
const NEXT_WORD = 3;
const LETTER_AND_DIGIT = 1;
const DIGITS = 4;
/** Words and identifiers stay above on average, random text of 20 characters below but for one in ten thousand. */
const WORDLIKE = 4.9;

/** With fewer characters that no word explains, a run names something and opens nothing. */
const MIN_UNEXPLAINED = 16;

/** Random text of 20 characters has many more different ones. */
const MIN_DIFFERENT = 6;

const UUIDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;
/** W3C Trace Context, `traceparent` version 00. */
const TRACE_PARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
/** Parts of a name that need no explaining: short words, abbreviations, versions, numbers. */
const PLAIN = /^(?:[a-z]{1,3}|[A-Z]{1,3}|[vV]?\d+)$/;

/** True for a run of letters, digits and `+/_=-` that no person named: UUIDs, dates, numbers and words joined to names are not random. */
export function looksRandom(run: string): boolean {
  if (run.length < MIN_RANDOM || TRACE_PARENT.test(run) || new Set(run).size < MIN_DIFFERENT || isRow(run))
    return false;
  const rest = run.includes('-') ? run.replace(UUIDS, '') : run;
  const parts = rest.split(/[-_+/=]+/).filter((part) => !PLAIN.test(part) && !isLowerWord(part));
  return parts.reduce((sum, { length }) => sum + length, 0) >= MIN_UNEXPLAINED && wordiness(parts) < WORDLIKE;
}

/** The letters in their order, as what fills a place has them: `abcdefghij`. */
function isRow(run: string): boolean {
  let inOrder = 0;
  for (let i = 1; i < run.length; i++) if (run.charCodeAt(i) === run.charCodeAt(i - 1) + 1) inOrder++;
  return inOrder * 10 >= (run.length - 1) * 9;
}

/** A word that explains itself: `go-test-instance-7atx65wn43h2` has twelve characters that it does not. */
const isLowerWord = (part: string) => /^[a-z]{4,12}$/.test(part) && wordiness([part]) >= WORDLIKE;

/** Words that stand alone may be names (`graphql`) and still are more than chance. */
const NAMELIKE = 4;

/** True for letters that follow each other as in words and names. */
export function looksLikeWords(words: readonly string[]): boolean {
  return wordiness(words.flatMap((word) => word.split(/[^A-Za-z]+/))) >= NAMELIKE;
}

/** True for the beginning of something random, of which a cut left less than is needed to be sure. */
export function looksCutRandom(run: string): boolean {
  return /\d/.test(run) && /[A-Za-z]/.test(run) && wordiness(run.split(/[-_+/=.~]+/)) < WORDLIKE;
}

/** The average over all pairs of neighbours. */
function wordiness(parts: readonly string[]): number {
  let sum = 0;
  let pairs = 0;
  for (const part of parts) {
    for (let i = 1; i < part.length; i++) sum += pairOf(part.charCodeAt(i - 1), part.charCodeAt(i));
    pairs += Math.max(0, part.length - 1);
  }
  return pairs === 0 ? WORDLIKE : sum / pairs;
}

function pairOf(a: number, b: number): number {
  const isDigitA = a < 58;
  const isDigitB = b < 58;
  if (isDigitA || isDigitB) return isDigitA && isDigitB ? DIGITS : LETTER_AND_DIGIT;
  if (a > 96 && b < 91) return NEXT_WORD;
  return Number(PAIRS[(a | 32) - 97]?.[(b | 32) - 97] ?? 0);
}
