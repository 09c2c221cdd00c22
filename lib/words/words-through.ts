/** What can be said of a finding, by words that may change or come later. */
import type { Finding, Rival } from '../finding.ts';

export interface Words {
  /** The name for people, places filled in. Of a listed code that its source gives no name: what the server said, or what it means. */
  name(finding: Finding): string;
  /** The name as the catalogue has it, placeholders kept. The name of an unlisted code is made of that code or its text. */
  documentedName(finding: Finding): string;
  /** What the server said beyond the name, on one line; empty where that is nothing. */
  saidBeside(finding: Finding): string;
  meaning(finding: Finding): string;
  action(finding: Finding): string;
  /** The https address that documents the code. */
  source(finding: Finding): string;
  /** One line for each fact, the strongest first. */
  evidence(finding: Finding): readonly string[];
  /** What a rival would mean where its code is listed, and by which shape it matches. */
  rival(rival: Rival): string;
  familyTitle(id: string): string;
  /** Short name for a chip. */
  familyChip(id: string): string;
}

/** Words by those that are there when they are asked for. As long as there are none, a finding is called by its code. */
export function wordsThrough(now: () => Words | undefined): Words {
  return {
    name: (finding) => now()?.name(finding) ?? finding.code,
    documentedName: (finding) => now()?.documentedName(finding) ?? finding.code,
    saidBeside: (finding) => now()?.saidBeside(finding) ?? '',
    meaning: (finding) => now()?.meaning(finding) ?? '',
    action: (finding) => now()?.action(finding) ?? '',
    source: (finding) => now()?.source(finding) ?? '',
    evidence: (finding) => now()?.evidence(finding) ?? [],
    rival: (rival) => now()?.rival(rival) ?? '',
    familyTitle: (id) => now()?.familyTitle(id) ?? id,
    familyChip: (id) => now()?.familyChip(id) ?? id,
  };
}
