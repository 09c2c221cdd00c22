/** Search within the pane: where a text stands in a body, and where in what is drawn. */

/** Places that are counted; more than anybody steps through. */
export const MAX_FOUND = 1_000;

/** Positions of a text in another, in any case; at most `MAX_FOUND`. */
export function positionsOf(text: string, wanted: string): readonly number[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'gi');
  const found: number[] = [];
  for (const { index } of text.matchAll(pattern)) {
    found.push(index);
    if (found.length >= MAX_FOUND) break;
  }
  return found;
}

/** The same in the texts of an element, as ranges. A text that is spread over several elements is not found. */
export function rangesOf(root: Element, wanted: string): readonly Range[] {
  const { ownerDocument } = root;
  const walker = ownerDocument.createTreeWalker(root, 4 /* NodeFilter.SHOW_TEXT */);
  const ranges: Range[] = [];
  for (let node = walker.nextNode(); node && ranges.length < MAX_FOUND; node = walker.nextNode()) {
    if (node.parentElement?.closest('.find, .unseen')) continue;
    for (const start of positionsOf(node.nodeValue ?? '', wanted)) {
      const range = ownerDocument.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
}
