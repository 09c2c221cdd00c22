/** Stands for the polyfill in builds for Firefox, whose own API has promises: the polyfill would hand out the same. */
import type { Browser } from 'webextension-polyfill';

export default (globalThis as unknown as { readonly browser: Browser }).browser;
