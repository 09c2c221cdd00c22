/** What `make` gives, made when it is first asked for: a table that many starts never need costs them nothing. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
