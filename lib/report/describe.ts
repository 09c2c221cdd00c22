/** From failures to the model of a report. */
import { normaliseText } from '../catalog/template.ts';
import { methodOf, urlOf } from '../exchange.ts';
import type { Failure } from '../finding.ts';
import { changed, type Redacted, safe, word } from '../redact/redacted.ts';
import { rowOf } from '../session/rows.ts';
import { factsOf } from './facts.ts';
import type { ReportContext, ReportDocument, ReportModel } from './model.ts';
import type { Redactor } from './redact.ts';
import { sectionsOf } from './sections.ts';
import { isoWithOffset } from './times.ts';
import { capped, frugal, outletOf } from './told.ts';

/** The model for repeats of one failure, oldest first; the newest is described, the others are counted. Undefined for none. */
export function describeFailures(
  failures: readonly Failure[],
  context: ReportContext,
  redactor: Redactor,
): ReportModel | undefined {
  const last = failures.at(-1);
  const row = last && rowOf(failures, context.recovered?.(last));
  if (!row) return undefined;
  const { exchange, finding } = last;
  const { words } = context;
  const time = (at: number) => isoWithOffset(at, context.utcOffset(at));
  const out = frugal(outletOf(redactor, time));
  const url = out.url(urlOf(exchange));
  const method = out.text(methodOf(exchange));
  const family = out.text(finding.family);
  const code = out.text(finding.code);
  const name = out.text(words.name(finding));
  const place = changed(safe`${method} ${placeOf(url)}`, (text) => text.trim());
  const when = time(exchange.at);
  return {
    title: safe`[${family} ${code}] ${changed(name, normaliseText)}, ${place}`,
    facts: factsOf({ failures, row, context, out }),
    confidence: word(finding.confidence),
    why: words.evidence(finding).map((line) => redactor.text(line)),
    source: redactor.url(words.source(finding)),
    sections: sectionsOf(exchange, context, redactor),
    row: {
      code: safe`${family} ${code}`,
      name,
      verdict: safe`${word(finding.permanence)} (${word(finding.basis)})`,
      request: place,
      seen: failures.length === 1 ? when : safe`${failures.length} times, last ${when}`,
    },
  };
}

/** The document over all models: its title and its foot. `seen`: how many failures they stand for. */
export function documentOf(
  models: readonly ReportModel[],
  faults: readonly Redacted<string>[],
  seen: number,
  redactor: Redactor,
  { tool }: ReportContext,
): ReportDocument {
  const hidden = redactor.count();
  const by = redactor.text(tool);
  const note = redactor.isRaw
    ? safe` · not redacted`
    : safe` · ${hidden} ${word(hidden === 1 ? 'value' : 'values')} hidden`;
  return {
    models,
    title: safe`${models.length} failures, seen ${seen} times in all`,
    foot: redactor.isRaw || hidden > 0 ? safe`${by}${note}` : by,
    faults,
  };
}

/** Host and path of an address: what a title has room for. */
function placeOf(url: Redacted<string>): Redacted<string> {
  const place = changed(url, (text) =>
    text.replace(/^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?/i, '').replace(/[?#].*$/s, ''),
  );
  return capped(place, 120);
}
