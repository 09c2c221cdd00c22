/** What the process holds. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Of the heap in use once the garbage is gone, in MB. */
export function heapMegabytes(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
