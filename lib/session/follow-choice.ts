/** Keeps an engine, and what was captured, at what the user chooses of the catalogue. */
import { BUILT_IN_ONLY, type FamilyChoice, isBuiltInOnly } from '../catalog/choice.ts';
import type { Conversation } from '../diagnose/conversation.ts';
import type { GrowingEngine } from '../diagnose/growing-engine.ts';
import { diagnoseAnew } from './anew.ts';
import type { Session } from './log.ts';

interface Following {
  readonly choice: {
    read(): FamilyChoice;
    onChange(listener: () => void, signal: AbortSignal): void;
  };
  readonly engine: GrowingEngine;
  readonly session: Session;
  /** Those of the recorder. */
  readonly conversations: Map<string, Conversation>;
  /** Lets others run. */
  readonly pause: () => Promise<unknown>;
  /** The engine has a choice, and what was captured is diagnosed by it. */
  readonly onApplied: () => void;
  readonly onTrouble: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** As long as nothing was chosen, nothing is loaded for it. Gives a way to take what this page has changed itself. */
export function followChoice({ choice, onApplied, onTrouble, signal, ...rest }: Following): () => Promise<void> {
  const { engine } = rest;
  let running = new AbortController();
  /** What is applied, or being applied. */
  let started = BUILT_IN_ONLY;

  async function apply(): Promise<void> {
    const next = choice.read();
    if (next === started || (isBuiltInOnly(next) && isBuiltInOnly(started))) return;
    started = next;
    running.abort();
    running = new AbortController();
    const turn = AbortSignal.any([running.signal, signal]);
    const { chosenFamilies } = await import('../catalog/own-families.ts');
    const chosen = await chosenFamilies(next, rest.pause);
    if (turn.aborted) return;
    engine.choose(chosen);
    await diagnoseAnew({ ...rest, signal: turn });
    if (!turn.aborted) onApplied();
  }

  const run = () => apply().catch(onTrouble);
  choice.onChange(run, signal);
  void run();
  return run;
}
