import { useStore } from '../context.ts';
import { lazy } from '../lazy.tsx';

const DraftDialog = lazy(async () => (await import('./draft-dialog.tsx')).DraftDialog);

/** The draft that lies open over the panel, if there is one. */
export function Drafts() {
  const { drafting, host } = useStore();
  return drafting.value && host.drafts ? <DraftDialog request={drafting.value} drafts={host.drafts} /> : null;
}
