/** Whether the permission for the tap in every iframe is given, and how that changes. */
import { browser } from './api.ts';
import { TAP_PERMISSION } from './permission.ts';

/** The permission, to be asked for and given back. Asking needs a click of the user. */
export const tapPermission = {
  isGiven: () => browser.permissions.contains(TAP_PERMISSION),
  request: () => browser.permissions.request(TAP_PERMISSION),
  giveBack: () => browser.permissions.remove(TAP_PERMISSION),
  /** Calls `listener` whenever a permission was given or taken, until `signal` aborts. */
  onChange(listener: () => void, signal: AbortSignal): void {
    const { onAdded, onRemoved } = browser.permissions;
    onAdded.addListener(listener);
    onRemoved.addListener(listener);
    signal.addEventListener(
      'abort',
      () => {
        onAdded.removeListener(listener);
        onRemoved.removeListener(listener);
      },
      { once: true },
    );
  },
};
