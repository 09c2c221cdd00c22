/** `npm run diagnose`: what is called for is loaded when the call is understood, since most calls need little of it. */

import type { Family } from '../catalog/schema.ts';
import { COMMAND, OPTION_NAMES, parseCall, REPORTS, USAGE } from './args.ts';
import type { Recording } from './diagnose-file.ts';
import type { OwnFamilies } from './families.ts';
import { fault, type Output } from './output.ts';

export type { Output } from './output.ts';

/** Runs the command. `read` yields the file's bytes or rejects. */
export async function run(
  args: readonly string[],
  read: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Output> {
  const call = parseCall(args);
  if (call.kind === 'help') return { stdout: USAGE, stderr: '', exitCode: 0 };
  if (call.kind === 'fault') return fault(call.why);
  if (call.kind === 'completion') {
    const { completion } = await import('./completion.ts');
    const stdout = completion(call.shell, { command: COMMAND, options: OPTION_NAMES, formats: REPORTS });
    return { stdout, stderr: '', exitCode: 0 };
  }
  const files: Recording[] = [];
  for (const path of call.kind === 'diagnose' ? [...call.families, call.path] : call.families) {
    try {
      files.push({ path, bytes: await read(path) });
    } catch (error) {
      return fault(`${path} ${unreadable(error)}`);
    }
  }
  const recording = call.kind === 'diagnose' ? files.pop() : undefined;
  const own = await ownFamilies(files);
  if (!own.ok) return fault(...own.faults);
  if (call.kind === 'explain') return explained(call.code, own.families);
  if (!recording) return fault('nothing to diagnose');
  return (await import('./diagnose-file.ts')).diagnoseFile(recording, call.output, own.families);
}

async function ownFamilies(files: readonly Recording[]): Promise<OwnFamilies> {
  if (files.length === 0) return { ok: true, families: [] };
  const { readFamilies } = await import('./families.ts');
  const { builtInFamilies } = await import('../catalog/index.ts');
  const { serviceSigns } = await import('../catalog/service-packs.ts');
  return readFamilies(files, new Set([...builtInFamilies, ...serviceSigns].map(({ id }) => id)));
}

async function explained(code: string, own: readonly Family[]): Promise<Output> {
  const { builtInFamilies } = await import('../catalog/index.ts');
  const { loadService, serviceSigns } = await import('../catalog/service-packs.ts');
  const { explain } = await import('./explain.ts');
  const general = [...own, ...builtInFamilies];
  const services = serviceSigns.map(({ id }) => id);
  const found = await explain(code, {
    ids: [...general.map(({ id }) => id), ...services],
    family: async (id) => general.find((one) => one.id === id) ?? (services.includes(id) ? loadService(id) : undefined),
  });
  return found.ok ? { stdout: found.text, stderr: '', exitCode: 0 } : fault(found.why);
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
};

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FAULTS[code] ?? `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
