/** Runs on Enter, unless that ends what an input method is composing. */
export function onEnter(run: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === 'Enter' && !event.isComposing) run();
  };
}
