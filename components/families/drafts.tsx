import { useStore } from '../context.ts';
import { lazy } from '../lazy.tsx';

const DraftDialog = lazy(async () => (await import('./draft-dialog.tsx')).DraftDialog);

/** The draft that lies open over the panel, if there is one. */
export function Drafts() {
  const { drafting } = useStore();
  return drafting.value ? <DraftDialog request={drafting.value} /> : null;
}
