/** Texts from the wire, made safe to show. */
export { cut, manyLines, oneLine } from '../../lib/text.ts';
