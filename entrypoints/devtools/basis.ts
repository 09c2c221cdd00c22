/** What the devtools page loads when something may first have failed. */
import { builtInFamilies } from '../../lib/catalog/index.ts';
import { createEngine } from '../../lib/diagnose/diagnose.ts';
import type { Basis } from '../../lib/diagnose/growing-engine.ts';

export const basis: Basis = { families: builtInFamilies, createEngine };
