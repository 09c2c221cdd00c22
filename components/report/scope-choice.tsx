import { useStore } from '../context.ts';
import { counted, type MessageKey } from '../translate.ts';
import { SCOPES, type Scope } from './reports.ts';

const NAMES = {
  selection: 'scopeSelection',
  shown: 'scopeShown',
  all: 'scopeAll',
} as const satisfies Record<Scope, MessageKey>;

interface ScopeChoiceProps {
  readonly scope: Scope;
  /** How many rows a scope holds; an empty one cannot be chosen. */
  readonly rowsIn: (scope: Scope) => number;
  readonly onChange: (scope: Scope) => void;
}

/** Which rows are taken, each choice with their number. */
export function ScopeChoice({ scope, rowsIn, onChange }: ScopeChoiceProps) {
  const { translate } = useStore();
  return (
    <label>
      <span>{translate('scope')}</span>
      <select
        data-choice="scope"
        value={scope}
        onChange={({ currentTarget: { value } }) => {
          const chosen = SCOPES.find((one) => one === value);
          if (chosen) onChange(chosen);
        }}
      >
        {SCOPES.map((one) => {
          const rows = rowsIn(one);
          return (
            <option key={one} value={one} disabled={rows === 0}>
              {translate(NAMES[one], counted(translate, rows, 'rowsOne', 'rowsMany'))}
            </option>
          );
        })}
      </select>
    </label>
  );
}
