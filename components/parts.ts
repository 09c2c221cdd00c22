/** Parts of the panel that are loaded when they are first wanted: whoever opens DevTools sees none of them. */
import { lazy } from './lazy.tsx';
import { filterLanguage } from './toolbar/language.ts';

const details = () => import('./details/details.tsx');
export const Details = lazy(async () => (await details()).Details);
export const Divider = lazy(async () => (await details()).Divider);
export const Preview = lazy(async () => (await import('./report/preview.tsx')).Preview);
export const ExportDialog = lazy(async () => (await import('./report/export-dialog.tsx')).ExportDialog);
export const ImportBar = lazy(async () => (await import('./import-bar.tsx')).ImportBar);
export const IncidentStrip = lazy(async () => (await import('./incident-strip.tsx')).IncidentStrip);

const overlays = () => import('./overlays.ts');
export const Menu = lazy(async () => (await overlays()).Menu);
export const ColumnChoices = lazy(async () => (await overlays()).ColumnChoices);
export const FoldCell = lazy(async () => (await overlays()).FoldCell);
export const Faults = lazy(async () => (await overlays()).Faults);
export const FilterGrammar = lazy(async () => (await overlays()).FilterGrammar);
export const SavedChoices = lazy(async () => (await overlays()).SavedChoices);
export const SuggestionList = lazy(async () => (await overlays()).SuggestionList);
export const ManyDialog = lazy(async () => (await overlays()).ManyDialog);
export const RefusedText = lazy(async () => (await overlays()).RefusedText);

/** Has all of them ready before they are wanted. */
export async function loadParts(): Promise<void> {
  const parts = [Details, Divider, Preview, ExportDialog, ImportBar, IncidentStrip];
  const small = [
    Menu,
    ColumnChoices,
    FoldCell,
    Faults,
    FilterGrammar,
    SavedChoices,
    SuggestionList,
    ManyDialog,
    RefusedText,
  ];
  await Promise.all([...parts, ...small, filterLanguage].map((part) => part.load()));
}
