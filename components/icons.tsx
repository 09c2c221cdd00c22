/** Line icons on a 16-pixel grid, in the colour of the text around them. Decoration: what they mean stands beside them or in a label. */
import type { ComponentChildren } from 'preact';
import type { Permanence } from '../lib/catalog/schema.ts';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** A clock, an octagon, a question mark. One path each, so that a row which shows another verdict keeps its elements. */
const VERDICT_PATHS = {
  temporary: 'M14 8A6 6 0 1 1 2 8a6 6 0 1 1 12 0zM8 4.5V8l2.4 1.7',
  permanent: 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM5 8h6',
  unknown: 'M14 8A6 6 0 1 1 2 8a6 6 0 1 1 12 0zM6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M8 11.4h.01',
} as const satisfies Record<Permanence, string>;

export function VerdictIcon({ kind }: { kind: Permanence }) {
  return (
    <Icon>
      <path d={VERDICT_PATHS[kind]} stroke-linecap="round" stroke-linejoin="round" />
    </Icon>
  );
}

/** A filled dot while recording, a ring while paused. */
export const RecordIcon = ({ on }: { on: boolean }) => (
  <Icon>
    <circle cx="8" cy="8" r={on ? 4.75 : 4} fill={on ? 'currentColor' : 'none'} />
  </Icon>
);

export const ClearIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M4.2 11.8l7.6-7.6" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);

/** Loading again, with something watching. */
export const ReloadCaptureIcon = () => (
  <Icon>
    <path d="M13 5.5A5.6 5.6 0 1 0 13.6 8.6" stroke-linecap="round" />
    <path d="M13.4 2.4v3.4H10" stroke-linecap="round" stroke-linejoin="round" />
    <circle cx="8" cy="8" r="2.1" fill="currentColor" stroke="none" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="4.4" />
    <circle cx="8" cy="8" r="1.5" fill="currentColor" stroke="none" />
    <path
      d="M8 1.4v2.2M8 12.4v2.2M1.4 8h2.2M12.4 8h2.2M3.3 3.3l1.6 1.6M11.1 11.1l1.6 1.6M3.3 12.7l1.6-1.6M11.1 4.9l1.6-1.6"
      stroke-width="1.8"
    />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="5.5" y="5.5" width="8" height="8.5" rx="1.5" />
    <path d="M10.5 3.4A1.5 1.5 0 0 0 9.1 2.5H4A1.5 1.5 0 0 0 2.5 4v6a1.5 1.5 0 0 0 1 1.4" stroke-linecap="round" />
  </Icon>
);

export const ExportIcon = () => (
  <Icon>
    <path d="M8 2.5v7.5M5 7l3 3 3-3M2.8 13.2h10.4" stroke-linecap="round" stroke-linejoin="round" />
  </Icon>
);

/** There is a choice. */
export const MoreIcon = () => (
  <Icon>
    <path d="M5 6.5l3 3 3-3" stroke-linecap="round" stroke-linejoin="round" />
  </Icon>
);

export const SentIcon = () => (
  <Icon>
    <path d="M8 13V3M4 7l4-4 4 4" stroke-linecap="round" stroke-linejoin="round" />
  </Icon>
);

export const ReceivedIcon = () => (
  <Icon>
    <path d="M8 3v10M4 9l4 4 4-4" stroke-linecap="round" stroke-linejoin="round" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M8 2.2l6.2 11.3H1.8z" stroke-linejoin="round" />
    <path d="M8 6.4v3.4M8 11.4v.6" stroke-linecap="round" />
  </Icon>
);

/** Several failures with one cause. */
export const IncidentIcon = () => (
  <Icon>
    <circle cx="3.4" cy="8" r="1.6" />
    <circle cx="12.4" cy="3.4" r="1.6" />
    <circle cx="12.4" cy="12.6" r="1.6" />
    <path d="M5 8h3.2M8.2 8l2.8-3.8M8.2 8l2.8 3.8" stroke-linecap="round" />
  </Icon>
);

/** What is listed. */
export const ListIcon = () => (
  <Icon>
    <path d="M2.5 4l1.2 1.2L5.8 3M2.5 9l1.2 1.2L5.8 8M8 4.5h5.5M8 9.5h5.5M3 13.5h10.5" stroke-linecap="round" />
  </Icon>
);

export const ImportIcon = () => (
  <Icon>
    <path d="M8 10V2.5M5 5.5l3-3 3 3M2.8 13.2h10.4" stroke-linecap="round" stroke-linejoin="round" />
  </Icon>
);

/** Kept for later; filled while it is in use. */
export const StarIcon = ({ on }: { on: boolean }) => (
  <Icon>
    <path
      d="M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z"
      stroke-linejoin="round"
      fill={on ? 'currentColor' : 'none'}
    />
  </Icon>
);
