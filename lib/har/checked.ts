/** Reading of parsed JSON that may be anything: each function gives the value where it is what is wanted, and a harmless one elsewhere. */

/** The members that `Type` has, each of them maybe missing or of any type. */
export type Unchecked<Type> = { readonly [Key in keyof Type]?: unknown };

/** The members of an object; none of anything else. */
export function membersOf<Type>(value: unknown): Unchecked<Type> {
  return typeof value === 'object' && value !== null ? value : {};
}

/** A text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A list; an empty one for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The name of a directive of a Content-Security-Policy (section 2.3: letters and hyphens); undefined for anything else. */
export function directiveOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z-]{1,40}$/.test(value) ? value : undefined;
}
