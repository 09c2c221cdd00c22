/** The first item of a list that failed. */
import type { Json } from './json.ts';
import type { Found } from './sign-context.ts';

/** The first item for which `isFailed` holds, in the lists of these names in their order; `most` items of each are looked at. */
export function firstItem(
  object: Json,
  lists: readonly string[],
  most: number,
  isFailed: (item: unknown) => boolean,
): Found | undefined {
  for (const name of lists) {
    const list = Object.hasOwn(object, name) ? object[name] : undefined;
    const items: readonly unknown[] = Array.isArray(list) ? list.slice(0, most) : [];
    const at = items.findIndex(isFailed);
    if (at >= 0) return { value: items[at], path: [name, String(at)] };
  }
  return undefined;
}
