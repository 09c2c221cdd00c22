import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useStore } from './context.ts';

/** Files that are dropped anywhere on the panel are read as recordings; while they hang over it, it says so. */
export function DropTarget({ root }: { root: RefObject<HTMLElement> }) {
  const { translate, importFiles } = useStore();
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const done = new AbortController();
    const { signal } = done;
    const listen = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      element.addEventListener(
        name,
        (event) => {
          if (!holdsFiles(event)) return;
          // Or the browser would leave the panel for the file.
          event.preventDefault();
          act(event);
        },
        { signal },
      );
    listen('dragenter', () => setOver(true));
    listen('dragover', () => setOver(true));
    listen('dragleave', ({ relatedTarget }) =>
      setOver(relatedTarget instanceof Node && element.contains(relatedTarget)),
    );
    listen('drop', ({ dataTransfer }) => {
      setOver(false);
      importFiles([...(dataTransfer?.files ?? [])]);
    });
    return () => done.abort();
  }, [root, importFiles]);

  return isOver ? <div class="drop-here">{translate('dropHere')}</div> : null;
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
