/** What users add to redaction: names and texts of their own that must not leave. */

export interface RedactionRules {
  /** Names of members, parameters and fields whose values are secret, wherever they stand. */
  readonly keys: readonly string[];
  /** Names of headers whose values are hidden, also those that are otherwise shown. */
  readonly headers: readonly string[];
  /** Exact texts that are hidden wherever they stand, also encoded. */
  readonly literals: readonly string[];
  /** Hide IPv4 and IPv6 addresses too. */
  readonly hideAddresses: boolean;
}

export const NO_RULES: RedactionRules = { keys: [], headers: [], literals: [], hideAddresses: false };

/** Rules of one kind: more slows every report down. */
export const MAX_RULES = 200;
/** Longest name, in characters. */
const MAX_NAME = 200;
/** A shorter text stands everywhere by chance, a longer one is no single value. In characters. */
export const MIN_LITERAL = 3;
const MAX_LITERAL = 2_000;

/** A text that can be used, or what is wrong with it. */
type Reading = { readonly text: string } | { readonly fault: string };

function readName(value: unknown): Reading {
  if (typeof value !== 'string') return { fault: 'is no text' };
  const text = value.trim();
  if (text === '') return { fault: 'is empty' };
  return text.length > MAX_NAME ? { fault: `has more than ${MAX_NAME} characters` } : { text };
}

function readLiteral(value: unknown): Reading {
  if (typeof value !== 'string') return { fault: 'is no text' };
  if (value.length < MIN_LITERAL) return { fault: `has fewer than ${MIN_LITERAL} characters` };
  return value.length > MAX_LITERAL ? { fault: `has more than ${MAX_LITERAL} characters` } : { text: value };
}

export interface RulesReading {
  readonly rules: RedactionRules;
  /** What was left out, one line each: where it stood and what is wrong with it. */
  readonly faults: readonly string[];
}

/** Reads rules from storage or a file. Never throws: what cannot be used is left out and named. */
export function parseRules(input: unknown): RulesReading {
  const faults: string[] = [];
  const from: Readonly<Record<string, unknown>> =
    typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
  if (input !== undefined && input !== from) faults.push('the rules are no object');

  function list(name: 'keys' | 'headers' | 'literals', readOne: (value: unknown) => Reading): string[] {
    const value = from[name] ?? [];
    if (!Array.isArray(value)) {
      faults.push(`${name} is no list`);
      return [];
    }
    if (value.length > MAX_RULES) faults.push(`${name} has more than ${MAX_RULES} members`);
    const good = value.slice(0, MAX_RULES).flatMap((item, i) => {
      const read = readOne(item);
      if ('text' in read) return [read.text];
      faults.push(`${name}[${i}] ${read.fault}`);
      return [];
    });
    return [...new Set(good)];
  }

  const { hideAddresses = false } = from;
  if (typeof hideAddresses !== 'boolean') faults.push('hideAddresses is neither true nor false');
  return {
    rules: {
      keys: list('keys', readName),
      headers: list('headers', readName),
      literals: list('literals', readLiteral),
      hideAddresses: hideAddresses === true,
    },
    faults,
  };
}
