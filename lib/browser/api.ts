/** The browser's own API, with promises in both browsers. Nothing else imports the polyfill. */
import browser from 'webextension-polyfill';

export type { Permissions, Runtime } from 'webextension-polyfill';
export { browser };

/** The API for content scripts: Firefox's `chrome` gives no promises in Manifest V2. Undefined without the permission. */
export function scripting(): typeof chrome.scripting {
  return import.meta.env.FIREFOX ? (browser.scripting as unknown as typeof chrome.scripting) : chrome.scripting;
}

/** A message of `_locales`, its placeholders filled. */
export function translate(key: string, ...substitutions: readonly string[]): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}
