interface ChoiceSettingProps<T extends string | number> {
  /** As the document names it. */
  readonly name: string;
  readonly label: string;
  readonly choices: readonly T[];
  readonly nameOf: (choice: T) => string;
  readonly chosen: T;
  readonly onChange: (chosen: T) => void;
}

/** One of a few values. */
export function ChoiceSetting<T extends string | number>(props: ChoiceSettingProps<T>) {
  const { name, label, choices, nameOf, chosen, onChange } = props;
  return (
    <label>
      <span>{label}</span>
      <select
        data-setting={name}
        value={chosen}
        onChange={({ currentTarget: { value } }) => {
          const next = choices.find((one) => String(one) === value);
          if (next !== undefined) onChange(next);
        }}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
