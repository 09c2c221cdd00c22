/** Versions of families: numbers between dots, the first one counting most. */

/** Whether a version is later than another one. A missing one is later than none. */
export function laterVersion(version: string | undefined, than: string): boolean {
  if (version === undefined) return false;
  const [a, b] = [version, than].map((one) => one.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left = 0, right = 0] = [a[i], b[i]];
    if (left !== right) return left > right;
  }
  return false;
}
