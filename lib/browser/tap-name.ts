/**
 * The name under which a tap without a permission is reached: a constant of the page's global scope, which is no property of any object.
 * No script can list such names or come between one and its value, so that a page that cannot guess it cannot find the tap.
 */

const KEY = 'tap name';
const NAME = /^_[0-9a-f]{32}$/;

/**
 * The same for as long as the extension is installed, so that DevTools finds the tap that an earlier DevTools window left in a page.
 * @param open gives the storage, or throws where the browser has it switched off: then each DevTools window has a name of its own
 */
export function tapName(open: () => Pick<Storage, 'getItem' | 'setItem'>): string {
  try {
    const kept = open().getItem(KEY);
    if (kept !== null && NAME.test(kept)) return kept;
  } catch {}
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const name = `_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  try {
    open().setItem(KEY, name);
  } catch {}
  return name;
}
