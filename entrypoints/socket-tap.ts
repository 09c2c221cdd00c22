/** In the page's own world, in every iframe, before its scripts: the tap, and its end of the line to the relay. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import installTap from '../lib/tap/install.ts';
import { openLine } from '../lib/tap/line.ts';

export default defineUnlistedScript(() => {
  const tap = installTap();
  if (tap) openLine(tap);
});
