/**
 * Outlives whoever started it: when its standard input ends, for whatever reason, it ends a browser with all its processes
 * and removes the profile.
 *
 *     node clean-up.mjs PID PROFILE
 *
 * An empty PROFILE is kept by whoever has it.
 */
import { rmSync } from 'node:fs';

const [pid = '', profile = ''] = process.argv.slice(2);

process.stdin.resume().once('close', () => {
  try {
    // All processes of the browser are in one group, which on Windows does not exist.
    process.kill(process.platform === 'win32' ? Number(pid) : -Number(pid), 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  if (profile !== '') rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
