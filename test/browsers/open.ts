import type { BrowserName } from '../setup.mjs';
import type { Browser, BrowserDriver, BrowserOptions, DevTools } from './browser.ts';
import { openChromium } from './chromium/chromium.ts';
import { openFirefox } from './firefox/firefox.ts';

const OPEN: Readonly<Record<BrowserName, (options: BrowserOptions) => Promise<BrowserDriver>>> = {
  chromium: openChromium,
  firefox: openFirefox,
};

/** Starts a browser with the extension in it. */
export async function openBrowser(name: BrowserName, options: BrowserOptions): Promise<Browser> {
  const driver = await OPEN[name](options);
  const openDevTools = async (url?: string): Promise<DevTools> => {
    const devtools = await driver.inspect(await driver.openTab());
    if (url !== undefined) await devtools.page.goto(url);
    return devtools;
  };
  return {
    ...driver,
    openDevTools,
    async openPanel(url) {
      const devtools = await openDevTools();
      const panel = await devtools.showPanel();
      if (url !== undefined) await devtools.page.goto(url);
      return { devtools, page: devtools.page, panel };
    },
  };
}
