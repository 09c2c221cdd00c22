/** The command itself: arguments, file and streams of this process. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { run } from './run.ts';

// Whoever reads the output may have seen enough, as `head` has after ten lines.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// npm runs scripts in the project's folder and keeps the caller's in INIT_CWD.
const from = process.env.INIT_CWD ?? process.cwd();
const { stdout, stderr, exitCode } = await run(process.argv.slice(2), async (path) => {
  const bytes = await readFile(resolve(from, path));
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
});
process.stderr.write(stderr);
process.stdout.write(stdout);
process.exitCode = exitCode;
