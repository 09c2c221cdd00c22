import { Component, type ComponentChild, type ComponentType } from 'preact';

/** A component that is drawn again only when one of its props is another one. */
export function memo<Props extends object>(draw: (props: Props) => ComponentChild): ComponentType<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const names = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof Props>;
      return [...names].some((name) => this.props[name] !== next[name]);
    }
    override render(props: Props): ComponentChild {
      return draw(props);
    }
  };
}
