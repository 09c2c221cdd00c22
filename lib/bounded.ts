/** Maps that hold no more than so many entries. */

/** Sets an entry as the newest, and drops the oldest where there are more than `most`. Maps keep their order. */
export function keepNewest<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
