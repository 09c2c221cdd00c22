/** What needs no page: registers the tap, opens the settings, holds kept sessions and, in Firefox, passes on between iframes and devtools pages. */
import { defineBackground } from 'wxt/utils/define-background';
import { holdKeptSessions } from '../lib/browser/kept-sessions.ts';
import { keepTapRegistered } from '../lib/browser/registration.ts';
import { openSettingsWhenAsked } from '../lib/browser/settings-opener.ts';
import { passOnRelays } from '../lib/browser/switchboard.ts';

export default defineBackground({
  // Firefox: it passes on all the time. Chromium's worker may die in between.
  persistent: true,
  main() {
    keepTapRegistered();
    openSettingsWhenAsked();
    holdKeptSessions();
    if (import.meta.env.FIREFOX) passOnRelays();
  },
});
