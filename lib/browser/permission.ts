/** What capture of every iframe needs. Optional: asked for on the settings tab, never at install. */
import type { Permissions } from './api.ts';

export const TAP_PERMISSION: Permissions.AnyPermissions & Permissions.Permissions = {
  permissions: ['scripting'],
  origins: ['<all_urls>'],
};
