/** Letters as they occur in addresses. */
const SAMPLE = 'app-7k2m9.example.com/api/v1/printer/status/upload';

/** Addresses differ in how wide their letters are: rather an unused pixel than a cut character. */
const ALLOWANCE = 1.06;

/** A character in a common system font at 12 pixels, where nothing can be measured. */
export const UNMEASURED_CHARACTER = 6.4;

/** Mean width of a character of an address in an element's font, in pixels. */
export function characterWidth(element: HTMLElement | null): number {
  return (textWidth(SAMPLE, element) / SAMPLE.length) * ALLOWANCE;
}

/** Width of a text in an element's font, in pixels. Asks for no layout. */
export function textWidth(text: string, element: HTMLElement | null, weight?: 'bold'): number {
  const canvas = element?.ownerDocument.createElement('canvas').getContext('2d');
  if (!element || !canvas) return text.length * UNMEASURED_CHARACTER;
  const { fontSize, fontFamily } = getComputedStyle(element);
  canvas.font = `${weight ?? 'normal'} ${fontSize} ${fontFamily}`;
  return canvas.measureText(text).width || text.length * UNMEASURED_CHARACTER;
}
