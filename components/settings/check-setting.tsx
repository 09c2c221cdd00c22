interface CheckSettingProps {
  /** As the document names it. */
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function CheckSetting({ name, label, checked, onChange }: CheckSettingProps) {
  return (
    <label>
      <input
        type="checkbox"
        data-setting={name}
        checked={checked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
