import { MAX_RULES, MIN_LITERAL, NO_RULES, parseRules, type RedactionRules } from '../../lib/report/rules.ts';
import { whole } from '../text/format.ts';
import type { MessageKey } from '../translate.ts';

/** The lists among the rules. */
export type RuleKind = 'keys' | 'headers' | 'literals';

/** A message and what stands in its places. */
export type Fault = readonly [key: MessageKey, ...substitutions: readonly string[]];

/** A header's name is a token (RFC 9110, sections 5.1 and 5.6.2). */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What is wrong with a rule that is about to be added; undefined when nothing is. A header's name has no capitals of its own. */
export function ruleFault(rules: RedactionRules, kind: RuleKind, rule: string): Fault | undefined {
  const same =
    kind === 'headers' ? (one: string) => one.toLowerCase() === rule.toLowerCase() : (one: string) => one === rule;
  if (rule === '') return ['ruleEmpty'];
  if (rules[kind].some(same)) return ['ruleKnown'];
  if (rules[kind].length >= MAX_RULES) return ['ruleTooMany', whole(MAX_RULES)];
  if (kind === 'headers' && !TOKEN.test(rule)) return ['ruleNoHeader'];
  if (kind === 'literals' && rule.length < MIN_LITERAL) return ['ruleTooShort', whole(MIN_LITERAL)];
  return parseRules({ ...NO_RULES, [kind]: [rule] }).faults.length > 0 ? ['ruleTooLong'] : undefined;
}
