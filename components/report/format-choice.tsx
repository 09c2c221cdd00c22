import type { ReportFormat } from '../../lib/report/formats.ts';
import type { Translate } from '../translate.ts';
import { FORMATS } from './formats.ts';

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
          const chosen = FORMATS.find((one) => one.format === value);
          if (chosen) onChange(chosen.format);
        }}
      >
        {FORMATS.map((one) => (
          <option key={one.format} value={one.format}>
            {translate(one.name)}
          </option>
        ))}
      </select>
    </label>
  );
}
