import type { ComponentChildren } from 'preact';

interface SectionProps {
  readonly title: string;
  /** A class of its own, for a section that looks different where room is short. */
  readonly look?: string;
  readonly children: ComponentChildren;
}

export function Section({ title, look, children }: SectionProps) {
  return (
    <section class={look}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
