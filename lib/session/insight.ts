/** What a session makes of its failures beside counting them. Nothing of it is needed before there is one. */
import { createDigests } from './digest.ts';
import { findIncidents } from './incidents.ts';

export const insight = { createDigests, findIncidents };
export type Insight = typeof insight;
