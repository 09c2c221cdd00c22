/** Codes of a Smithy model in its JSON form (Smithy 2.0, "JSON AST"): shapes with the trait `smithy.api#error`. */

import { type DraftCode, type DraftSource, MAX_READ_CODES } from './draft.ts';
import { wordsOf } from './from-enum.ts';
import { htmlWords, membersOf, textOf } from './json-members.ts';

/** True for a document of that form. */
export function isSmithy(document: unknown): boolean {
  const { smithy, shapes } = membersOf(document);
  return typeof smithy === 'string' && typeof shapes === 'object' && shapes !== null;
}

export function sourceOfSmithy(document: unknown): DraftSource {
  const shapes = Object.entries(membersOf(membersOf(document).shapes));
  const codes: DraftCode[] = [];
  let title: string | undefined;
  let host: string | undefined;
  for (const [id, shape] of shapes) {
    const traits = membersOf(membersOf(shape).traits);
    const { type } = membersOf(shape);
    if (type === 'service') {
      title ??= textOf(traits['smithy.api#title']) ?? nameIn(id);
      const endpoint = textOf(membersOf(traits['aws.api#service']).endpointPrefix);
      host ??= endpoint && `*.${endpoint.toLowerCase()}.amazonaws.com`.replace('*..', '*.');
    }
    if (traits['smithy.api#error'] === undefined || codes.length >= MAX_READ_CODES) continue;
    codes.push(codeOfShape(id, traits));
  }
  return { title, hosts: host === undefined ? [] : [host], codes };
}

function codeOfShape(id: string, traits: Readonly<Record<string, unknown>>): DraftCode {
  const name = nameIn(id);
  const code = textOf(membersOf(traits['aws.protocols#awsQueryError']).code) ?? name;
  const documentation = textOf(traits['smithy.api#documentation']);
  const status = traits['smithy.api#httpError'];
  const isRetryable = traits['smithy.api#retryable'] !== undefined;
  return {
    code,
    name: wordsOf(name),
    meaning: documentation === undefined ? undefined : htmlWords(documentation) || undefined,
    ...(isRetryable && { permanence: 'temporary' as const }),
    from: [id, typeof status === 'number' ? `HTTP ${status}` : '', isRetryable ? 'retryable' : '', documentation ?? '']
      .filter((one) => one !== '')
      .join(' · '),
  };
}

function nameIn(id: string): string {
  return id.slice(id.lastIndexOf('#') + 1);
}
