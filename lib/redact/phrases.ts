/** The seed phrases of wallets, which people keep to get back in. */
import { mayHoldPhrase } from './harmless.ts';
import type { Context, Reading } from './reading.ts';
import { hideNamed } from './secrets.ts';

/** Twelve to 24 words (BIP-39), which have three letters to eight. */
const WORDS = '[a-z]{3,8}(?: [a-z]{3,8}){11,23}';
const WHOLE = new RegExp(`^\\s{0,8}(${WORDS})\\s{0,8}$`);
const NAMED = new RegExp(
  `\\b([Mm]nemonic|(?:[Ss]eed|[Rr]ecovery|[Ss]ecret|[Bb]ackup|[Ww]allet)[ -](?:phrase|words?))(?: (?:phrase|words?))?(?: (?:is|was))?[:=]?\\s{0,4}["'“]?(${WORDS})(?! ?[a-z])`,
  'g',
);
/** What twelve words of a sentence hardly do without, and the list of BIP-39 does not have. */
const OF_SENTENCES =
  /\b(?:the|and|for|from|with|not|are|was|were|has|had|its|our|your|but|each|been|does|would|could|words|value|request|server)\b/;

/** Names of lists of words, and of texts for people. */
const OF_WORDS =
  /(?:tag|keyword|scope|label|class|feature|field|column|role|term|categor|alt|title|caption|descri|summary|headline|prompt|lyric|transcript)/i;

const isPhrase = (words: string) => words.split(' ').length % 3 === 0 && !OF_SENTENCES.test(words);

export function readPhrases(text: string, at: number, { label, names }: Context, out: Reading): void {
  if (!mayHoldPhrase(text)) return;
  const put = (start: number, words: string, name: string | undefined) => {
    if (isPhrase(words))
      hideNamed(out, at + start, at + start + words.length, { name, class: 'password', isEchoed: true });
  };
  for (const { index, 0: whole, 1: name, 2: words = '' } of text.matchAll(NAMED))
    put(index + whole.length - words.length, words, name);
  if (label !== undefined && (OF_WORDS.test(label) || names.isAbout(label) || names.isId(label))) return;
  const words = WHOLE.exec(text)?.[1];
  if (words !== undefined) put(text.indexOf(words), words, label);
}
