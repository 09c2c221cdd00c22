/** What the panel shows when there is reason: menus, choices, questions, suggestions, mistakes in the filter and rows that stand for several. None of it takes long to load. */
export { Menu } from './context-menu.tsx';
export { ColumnChoices } from './list/column-choices.tsx';
export { FoldCell } from './list/fold-cell.tsx';
export { ManyDialog } from './report/many-dialog.tsx';
export { RefusedText } from './report/refused-dialog.tsx';
export { Faults } from './toolbar/faults.tsx';
export { FilterGrammar } from './toolbar/filter-grammar.tsx';
export { SavedChoices } from './toolbar/saved-choices.tsx';
export { SuggestionList } from './toolbar/suggestion-list.tsx';
