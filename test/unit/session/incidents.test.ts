import { describe, expect, it } from 'vitest';
import { incidentLine } from '../../../lib/words/incidents.ts';
import { type IncidentScript, play, readScripts, type Step } from '../../scripted.ts';

const SCRIPTS = readScripts<IncidentScript>('incidents');
async function found(steps: readonly Step[]) {
  const { session, stepOf } = await play(steps);
  return session.incidents().map((incident) => ({ ...incident, rootStep: stepOf(incident.root.exchange)?.id }));
}

describe('scripted incidents', () => {
  it.each(SCRIPTS.filter(({ script }) => script.root !== undefined))(
    'of $name are told with their root first',
    async ({ script }) => {
      const [first] = await found(script.events);
      expect(first?.rootStep).toBe(script.root);
      expect(first && incidentLine(first)).toMatch(/\d/);
    },
  );

  it.each(SCRIPTS.filter(({ script }) => script.root === undefined))('are not seen in $name', async ({ script }) => {
    expect(await found(script.events)).toEqual([]);
  });
});
