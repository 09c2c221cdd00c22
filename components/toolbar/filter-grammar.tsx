import { useStore } from '../context.ts';
import type { MessageKey } from '../translate.ts';

const SYNTAX = [
  ['upload 429', 'helpAnd'],
  ['upload or 429', 'helpOr'],
  ['-kind:permanent', 'helpNot'],
  ['"rate limit"', 'helpPhrase'],
  ['(kind:unknown or code:5*) -method:GET', 'helpParentheses'],
  ['/time(d )?out/', 'helpRegexp'],
] as const satisfies readonly (readonly [string, MessageKey])[];

/** What can be asked, from the definitions that the filter itself works by. */
export function FilterGrammar() {
  const { translate, table } = useStore();
  return (
    <dl>
      {SYNTAX.map(([example, help]) => (
        <Line key={example} example={example} help={translate(help)} />
      ))}
      {table.filterFields.map(({ id, describe, filter }) => (
        <Line key={id} example={`${id}:${filter.example}`} help={translate(describe)} />
      ))}
    </dl>
  );
}

function Line({ example, help }: { example: string; help: string }) {
  return (
    <>
      <dt>
        <code>{example}</code>
      </dt>
      <dd>{help}</dd>
    </>
  );
}
