/** The language of the filter: what reads it, what suggests it, and what is said of mistakes in it. */
export { readQuery } from '../../lib/session/filter/compile.ts';
export { createSuggester } from '../../lib/session/filter/suggest.ts';
export { faultWords } from './fault-words.ts';
