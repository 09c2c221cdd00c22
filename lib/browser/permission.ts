/** What capture of every frame needs. Optional: asked for on the settings tab, never at install. */
import type { Permissions } from 'webextension-polyfill';

export const TAP_PERMISSION: Permissions.AnyPermissions & Permissions.Permissions = {
  permissions: ['scripting'],
  origins: ['<all_urls>'],
};
