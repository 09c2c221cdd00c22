import type { Failure } from '../finding.ts';
import type { Place } from '../session/import.ts';

/** A failure and where it stands in the recording. */
export interface Found {
  readonly place: Place;
  readonly failure: Failure;
}
