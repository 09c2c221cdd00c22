/** What lies over the panel when it is asked for: menus, choices and questions, none of which takes long to load. */
export { Menu } from './context-menu.tsx';
export { ColumnChoices } from './list/column-choices.tsx';
export { ManyDialog } from './report/many-dialog.tsx';
export { RefusedText } from './report/refused-dialog.tsx';
export { FilterGrammar } from './toolbar/filter-grammar.tsx';
export { SavedChoices } from './toolbar/saved-choices.tsx';
