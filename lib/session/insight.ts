/** What a session makes of exchanges beside counting them. Nothing of it is needed before there is one. */
import { createDigests } from './digest.ts';
import { findIncidents } from './incidents.ts';
import { createLongBodies } from './long-bodies.ts';
import { createReplies } from './replies.ts';
import { createStacks } from './stacks.ts';

export const insight = { createDigests, createLongBodies, createReplies, createStacks, findIncidents };
export type Insight = typeof insight;
