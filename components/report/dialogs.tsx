import { useStore } from '../context.ts';
import { Drafts } from '../families/drafts.tsx';
import { ExportDialog, Preview } from '../parts.ts';
import { RefusedDialog } from './refused-dialog.tsx';

/** Whatever lies over the panel. A text that the clipboard refused comes on top. */
export function Dialogs() {
  const { dialog } = useStore();
  const { kind, scope } = dialog.value ?? {};
  return (
    <>
      {kind === 'preview' && scope && <Preview scope={scope} />}
      {kind === 'export' && scope && <ExportDialog scope={scope} />}
      <Drafts />
      <RefusedDialog />
    </>
  );
}
