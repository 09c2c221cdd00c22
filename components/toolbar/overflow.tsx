import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../context.ts';
import { whole } from '../text/format.ts';

/** A chip of which less than this is in sight counts as hidden. */
const IN_SIGHT = 0.9;

/**
 * Chips on one line. Those that wrap stay in the document below its edge; a button lets the line down over the list, and
 * so does the keyboard when it reaches one of them.
 */
export function Overflow({ label, children }: { label: string; children: ComponentChildren }) {
  const { translate, popover, togglePopover, closePopover } = useStore();
  const line = useRef<HTMLFieldSetElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<Element>>(new Set());
  const isOpen = popover.value === 'chips';

  useEffect(() => {
    const element = line.current;
    if (!element || isOpen || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      (entries) =>
        setHidden((before) => {
          const next = new Set([...before].filter((chip) => chip.isConnected));
          for (const { target, intersectionRatio } of entries) {
            if (intersectionRatio < IN_SIGHT) next.add(target);
            else next.delete(target);
          }
          return next;
        }),
      { root: element, threshold: IN_SIGHT },
    );
    for (const chip of element.querySelectorAll('.chip')) observer.observe(chip);
    return () => observer.disconnect();
  }, [isOpen, Array.isArray(children) ? children.flat().length : 1]);

  return (
    <>
      <fieldset
        ref={line}
        class={isOpen ? 'chip-group line open' : 'chip-group line'}
        onFocusCapture={({ target }) => {
          if (!isOpen && target instanceof Element && hidden.has(target)) togglePopover('chips');
        }}
        onBlurCapture={({ relatedTarget, currentTarget }) => {
          if (isOpen && !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) closePopover();
        }}
      >
        <legend class="unseen">{label}</legend>
        {children}
      </fieldset>
      {(hidden.size > 0 || isOpen) && (
        <button
          type="button"
          class="chip more"
          tabIndex={-1}
          data-action="more-chips"
          aria-expanded={isOpen}
          // Pressing it must not take the focus from a chip first: that would close the line.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => togglePopover('chips')}
        >
          {translate('moreChips', whole(hidden.size))}
        </button>
      )}
    </>
  );
}
