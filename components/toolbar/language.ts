import { loadable } from '../loadable.ts';

/** The language of the filter, loaded when one is first wanted. */
export const filterLanguage = loadable(() => import('./filter-language.ts'));
