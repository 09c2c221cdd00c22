/** Keeps the tap registered while a DevTools window holds a port here, and only then. */
import { defineBackground } from 'wxt/utils/define-background';
import { keepTapRegistered } from '../lib/browser/registration.ts';

export default defineBackground(keepTapRegistered);
