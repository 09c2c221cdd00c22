import { useStore } from '../context.ts';
import { Drafts } from '../families/drafts.tsx';
import { ExportDialog, ManyDialog, Menu, Preview, RefusedText } from '../parts.ts';

/** Whatever lies over the panel. A text that the clipboard refused comes on top. */
export function Dialogs() {
  const { dialog, menu, refused } = useStore();
  const open = dialog.value;
  return (
    <>
      {menu.value && <Menu key={`${menu.value.x} ${menu.value.y}`} {...menu.value} />}
      {open?.kind === 'preview' && <Preview scope={open.scope} />}
      {open?.kind === 'export' && <ExportDialog scope={open.scope} />}
      {open?.kind === 'many' && <ManyDialog many={open} />}
      <Drafts />
      {refused.value !== undefined && <RefusedText text={refused.value} />}
    </>
  );
}
