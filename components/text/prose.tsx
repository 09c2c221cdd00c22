/** A sentence of the catalogue: what stands between backticks is set as code. */
export function Prose({ text }: { text: string }) {
  return <p>{text.split('`').map((part, i) => (i % 2 === 1 ? <code key={`${i} ${part}`}>{part}</code> : part))}</p>;
}
