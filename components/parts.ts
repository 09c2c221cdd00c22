/** Parts of the panel that are loaded when they are first drawn: whoever opens DevTools sees none of them. */
import { lazy } from './lazy.tsx';

export const Details = lazy(async () => (await import('./details/details.tsx')).Details);
export const Preview = lazy(async () => (await import('./report/preview.tsx')).Preview);
export const ExportDialog = lazy(async () => (await import('./report/export-dialog.tsx')).ExportDialog);

/** Has all of them ready before they are drawn. */
export async function loadParts(): Promise<void> {
  await Promise.all([Details.load(), Preview.load(), ExportDialog.load()]);
}
