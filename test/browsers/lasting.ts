/** What a process of tests keeps from one file to the next, so that not every file starts a browser. */

interface Place {
  close(): Promise<void>;
  /** Resolves when it is of no use any more. */
  readonly ended: Promise<void>;
}

const held = new Map<'place', { readonly kind: string; readonly opened: Promise<Place> }>();

/**
 * The place of a kind: opened by the first file that asks for it, and kept until the process ends or a file asks for another kind.
 * What files leave in it is for the next one to put right.
 */
export async function lastingPlace<P extends Place>(kind: string, open: () => Promise<P>): Promise<P> {
  const last = held.get('place');
  if (last?.kind === kind) return last.opened as Promise<P>;
  await leaveLastingPlace();
  const opened = open();
  held.set('place', { kind, opened });
  const forget = () => {
    if (held.get('place')?.opened === opened) held.delete('place');
  };
  opened.then((place) => place.ended.then(forget), forget);
  return opened;
}

/** Closes the place that is kept, for a file that opens one of its own: what is kept works on beside it. */
export async function leaveLastingPlace(): Promise<void> {
  const last = held.get('place');
  held.delete('place');
  await last?.opened.then((place) => place.close()).catch(() => undefined);
}
