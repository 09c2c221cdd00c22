import type { MessageKey } from '../translate.ts';

/** Columns in the order in which they stand. */
export const COLUMNS = [
  { id: 'time', title: 'columnTime' },
  { id: 'code', title: 'columnCode' },
  { id: 'diagnosis', title: 'columnDiagnosis' },
  { id: 'verdict', title: 'columnVerdict' },
  { id: 'method', title: 'columnMethod' },
  { id: 'request', title: 'columnRequest' },
  { id: 'channel', title: 'columnChannel' },
  { id: 'seen', title: 'columnSeen' },
] as const satisfies readonly { id: string; title: MessageKey }[];

export type ColumnId = (typeof COLUMNS)[number]['id'];

export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

/** What a click on a header does: ascending, descending, back to the order of time. */
export function nextSort(sort: Sort | undefined, column: ColumnId): Sort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}
