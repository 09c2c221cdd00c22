/** A module as the text of one expression: see build/bundled.ts. */
declare module '*?bundled' {
  const text: string;
  export default text;
}
