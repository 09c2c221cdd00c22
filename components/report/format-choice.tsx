import { FORMATS, type ReportFormat } from '../../lib/report/formats.ts';
import type { Translate } from '../translate.ts';

interface FormatChoiceProps {
  readonly translate: Translate;
  readonly label: string;
  readonly format: ReportFormat;
  readonly onChange: (format: ReportFormat) => void;
}

export function FormatChoice({ translate, label, format, onChange }: FormatChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select
        data-choice="format"
        value={format}
        onChange={({ currentTarget: { value } }) => {
          const chosen = FORMATS.find(({ id }) => id === value);
          if (chosen) onChange(chosen.id);
        }}
      >
        {FORMATS.map(({ id, name }) => (
          <option key={id} value={id}>
            {translate(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
