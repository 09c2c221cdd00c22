/** Members of a JSON document of which nothing is known. */
import { htmlText } from '../html-text.ts';
import { collapsed } from '../white-space.ts';

export type Members = Readonly<Record<string, unknown>>;

const NONE: Members = Object.freeze({});

/** The members of an object; none for anything else. */
export function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : NONE;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A description, which can hold markup, as words on one line. */
export function htmlWords(text: string): string {
  return collapsed(text.includes('<') ? htmlText(text).text : text);
}
