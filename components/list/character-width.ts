/** Letters as they occur in addresses. */
const SAMPLE = 'app-7k2m9.example.com/api/v1/printer/status/upload';

/** Addresses differ in how wide their letters are: rather an unused pixel than a cut character. */
const ALLOWANCE = 1.03;

/** For a common system font at 12 pixels, where nothing can be measured. */
export const UNMEASURED_CHARACTER = 6.4;

/** Mean width of a character of an address in an element's font, in pixels. */
export function characterWidth(element: HTMLElement | null): number {
  const canvas = element?.ownerDocument.createElement('canvas').getContext('2d');
  if (!element || !canvas) return UNMEASURED_CHARACTER;
  canvas.font = getComputedStyle(element).font;
  return (canvas.measureText(SAMPLE).width / SAMPLE.length) * ALLOWANCE || UNMEASURED_CHARACTER;
}
