/** The browser's process with a profile of its own. Nothing is left of either, however the tests end. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type BrowserName, findBrowser } from '../setup.mjs';

export interface BrowserProcess {
  readonly child: ChildProcess;
  readonly profile: string;
  /** Why it ended. */
  readonly ended: Promise<string>;
  /** Asks it to end by `quit`, waits a moment, and ends it by force if need be; then the profile goes. May be called again. */
  close(quit: () => Promise<unknown>): Promise<void>;
}

export interface ProcessOptions {
  readonly args: (profile: string) => readonly string[];
  readonly stdio?: StdioOptions;
  /** A profile that is kept; a fresh one, which goes, when absent. */
  readonly keptProfile?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** Puts into the profile what the browser finds there. */
  readonly prepare?: (profile: string) => void;
}

const CLEAN_UP = fileURLToPath(new URL('./clean-up.mjs', import.meta.url));

export function startProcess(name: BrowserName, options: ProcessOptions): BrowserProcess {
  const { args, env, prepare, keptProfile, stdio = ['ignore', 'ignore', 'pipe'] } = options;
  const binary = findBrowser(name);
  if (binary === undefined)
    throw new Error(`no ${name}: run \`node test/setup.mjs ${name}\`, or set ${name.toUpperCase()} to its binary`);

  const profile = keptProfile ?? mkdtempSync(path.join(tmpdir(), `wire-triage-${name}-`));
  prepare?.(profile);
  const detached = process.platform !== 'win32';
  const child = spawn(binary, args(profile), { stdio, detached, ...(env && { env: { ...process.env, ...env } }) });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  const exited = once(child, 'exit').then(
    ([code, signal]) => (code === 0 ? `${name} has ended` : `${name} ended: ${signal ?? code}\n${lastWords}`),
    (error: Error) => `${name} did not start: ${error.message}`,
  );
  if (child.pid === undefined) {
    if (keptProfile === undefined) rmSync(profile, { recursive: true, force: true });
    return { child, profile, ended: exited, close: async () => void (await exited) };
  }

  const cleaner = spawn(process.execPath, [CLEAN_UP, String(child.pid), keptProfile === undefined ? profile : ''], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached,
  });
  const cleaned = once(cleaner, 'exit');
  const cleanUp = async () => {
    cleaner.stdin.end();
    await cleaned;
  };
  const ended = exited.then(async (why) => {
    await cleanUp();
    return why;
  });
  return {
    child,
    profile,
    ended,
    async close(quit) {
      await Promise.race([quit().catch(() => undefined), exited, sleep(2_000)]); // ends before it answers, as a rule
      await Promise.race([exited, sleep(5_000)]);
      await cleanUp();
      await ended;
    },
  };
}

export function requireExtension(folder: string): string {
  if (!existsSync(path.join(folder, 'manifest.json')))
    throw new Error(`no extension in ${folder}: run \`npm run build\``);
  return path.resolve(folder);
}
