/** Opens the settings tab for pages that may open none: in Firefox a devtools page has no `tabs`. */
import { browser } from './api.ts';
import { OPEN_SETTINGS } from './names.ts';

export function openSettingsWhenAsked(): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (message === OPEN_SETTINGS) void browser.runtime.openOptionsPage();
    return undefined;
  });
}
