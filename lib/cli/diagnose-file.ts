/** A recording through the same session as the panel's, and out in the form that was asked for. */
import manifest from '../../package.json' with { type: 'json' };
import { builtInFamilies } from '../catalog/index.ts';
import type { Family } from '../catalog/schema.ts';
import { loadService, serviceSigns } from '../catalog/service-packs.ts';
import { createEngine } from '../diagnose/diagnose.ts';
import { createGrowingEngine } from '../diagnose/growing-engine.ts';
import { openHar } from '../har/open.ts';
import { NO_RULES } from '../redact/rules.ts';
import type { ReportContext } from '../report/model.ts';
import { type Imported, importRecording } from '../session/import.ts';
import type { Session } from '../session/log.ts';
import { createSession } from '../session/session.ts';
import { createGrowingWords, type Words } from '../words/words.ts';
import type { OutputKind } from './args.ts';
import type { Found } from './found.ts';
import { fault, type Output } from './output.ts';

/** A recording is read whole, whatever its size. */
const NO_LIMITS = { failures: Number.POSITIVE_INFINITY, healthy: Number.POSITIVE_INFINITY };

export interface Recording {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** @param own the user's own families, which come before the built-in ones */
export async function diagnoseFile(
  { path, bytes }: Recording,
  output: OutputKind,
  own: readonly Family[],
): Promise<Output> {
  const file = await openHar(bytes);
  if (!file.ok) return fault(`${path} ${file.why}`);
  const engine = createGrowingEngine({
    general: { families: [...own, ...builtInFamilies], createEngine },
    signs: serviceSigns,
    load: loadService,
  });
  const words = createGrowingWords(() => engine.families);
  const session = createSession({ limits: () => NO_LIMITS, schedule: () => {} });
  const imported = await importRecording(session.imported, file, {
    engine,
    source: 'import 1',
    pause: async () => {},
  });
  const { exchanges, faults } = imported;
  const [first] = faults;
  if (first && exchanges === 0)
    return fault(`${path} has no entry that can be read: entry ${first.entry}: ${first.why}`);
  const stdout = await written(output, session, imported, { words, recorder: file.recorder });
  return { stdout, stderr: first ? faultsLine(faults.length, first) : '', exitCode: 0 };
}

function faultsLine(count: number, { entry, why }: { readonly entry: number; readonly why: string }): string {
  return `${count} of the entries could not be read; the first: entry ${entry}: ${why}\n`;
}

/** What a recording is spoken of with. */
interface Spoken {
  readonly words: Words;
  /** The program that made it. */
  readonly recorder: string | undefined;
}

async function written(
  output: OutputKind,
  session: Session,
  { exchanges, places }: Imported,
  from: Spoken,
): Promise<string> {
  const found: Found[] = session.failures().flatMap((failure) => {
    const place = places.get(failure.exchange.id);
    return place ? [{ place, failure }] : [];
  });
  switch (output.kind) {
    case 'table':
      return (await import('./table.ts')).writeTable(found, exchanges, from.words);
    case 'json':
      return (await import('./json.ts')).writeJson(found, from.words);
    case 'har': {
      const { writeHar } = await import('../report/har.ts');
      const source = { failures: session.failures(), healthy: session.healthy() };
      return (await writeHar(source, contextOf(session, from))).text;
    }
    case 'report': {
      const { writeReport } = await import('../report/report.ts');
      const groups = session.snapshot().groups.map(session.failuresOf);
      return (await writeReport(output.format, groups, contextOf(session, from))).text;
    }
    default:
      return output satisfies never;
  }
}

function contextOf(session: Session, { words, recorder }: Spoken): ReportContext {
  return {
    words,
    utcOffset: (at) => -new Date(at).getTimezoneOffset(),
    tool: `Wire Triage ${manifest.version}${recorder === undefined ? '' : `, ${recorder}`}`,
    rules: NO_RULES,
    connection: session.connection,
    recovered: (failure) => session.storyOf(failure)?.recovered,
    pause: async () => {},
  };
}
