/** The command itself: arguments, file and streams of this process. */
import { readFile } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { run } from './run.ts';

// Whoever reads the output may have seen enough, as `head` has after ten lines.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = 2;
    if (stream === process.stdout) process.stderr.write(`the output cannot be written: ${error.message}\n`);
  });
}

// npm runs scripts in the project's folder and keeps the caller's in INIT_CWD.
const from = process.env.INIT_CWD ?? process.cwd();
const { stdout, stderr, exitCode } = await run(process.argv.slice(2), async (path) => {
  const bytes = await promisify(readFile)(path === '-' ? 0 : resolve(from, path));
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
});
process.stderr.write(stderr);
process.stdout.write(stdout);
process.exitCode = exitCode;
