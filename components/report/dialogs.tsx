import { useStore } from '../context.ts';
import { Drafts } from '../families/drafts.tsx';
import { ExportDialog, Preview } from '../parts.ts';
import { ManyDialog } from './many-dialog.tsx';
import { RefusedDialog } from './refused-dialog.tsx';

/** Whatever lies over the panel. A text that the clipboard refused comes on top. */
export function Dialogs() {
  const { dialog } = useStore();
  const open = dialog.value;
  return (
    <>
      {open?.kind === 'preview' && <Preview scope={open.scope} />}
      {open?.kind === 'export' && <ExportDialog scope={open.scope} />}
      {open?.kind === 'many' && <ManyDialog many={open} />}
      <Drafts />
      <RefusedDialog />
    </>
  );
}
