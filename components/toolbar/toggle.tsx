interface ToggleProps {
  readonly label: string;
  readonly title: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Toggle({ label, title, on, onChange }: ToggleProps) {
  return (
    <label class="toggle" title={title}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
