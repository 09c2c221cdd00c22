/** In the extension's world beside the page: passes on what the tap reports, as long as a DevTools window of this tab wants it. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startRelay } from '../lib/browser/relay.ts';

export default defineUnlistedScript(startRelay);
