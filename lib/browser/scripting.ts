import browser from 'webextension-polyfill';

/** The API for content scripts, with promises: Firefox's `chrome` has none in Manifest V2. Undefined without the permission. */
export function scripting(): typeof chrome.scripting {
  return import.meta.env.FIREFOX ? (browser.scripting as unknown as typeof chrome.scripting) : chrome.scripting;
}
