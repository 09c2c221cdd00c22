/** Logic that stands twice: runs of lines that are the same but for their strings and numbers. */

/** A place, as `file:line` from 1, whose lines stand elsewhere too. */
export type Repeat = readonly [here: string, there: string];

/** Lines without logic, once strings and numbers are emptied: brackets, comments, imports, headings of functions, rows and members of data. */
const NO_LOGIC = [
  /^\W*$/,
  /^(?:\/\*|\*|\/\/|import |\} from )/,
  /^export (?:interface|type|const \w+(?:: [\w<>, ]+)? = [{[]$)/,
  /^(?:readonly )?["']?[\w-]*["']?\??: (?:''|0|true|false|\w+|\[[\W0]*\])[,;]?$/,
  /^[{[].*[}\]],?$/,
  /^(?:case )?[\W0]+$/,
  /^\w+,$/,
  // A row of a union of types, an attribute that is a word, and the end of an element.
  /^\| /,
  /^[\w-]+=''$/,
  /^<\/\w+>$/,
];

/** Pairs of places that share at least `least` lines of logic in a row. */
export function findRepeats(files: ReadonlyMap<string, string>, least: number): Repeat[] {
  const seen = new Map<string, string>();
  const found: Repeat[] = [];
  for (const [file, text] of files) {
    const lines = text
      .split('\n')
      .map((line, i) => ({ code: emptied(line), at: i + 1 }))
      .filter(({ code }) => !NO_LOGIC.some((pattern) => pattern.test(code)));
    let last = '';
    for (let i = 0; i + least <= lines.length; i++) {
      const key = lines
        .slice(i, i + least)
        .map(({ code }) => code)
        .join('\n');
      const here = `${file}:${lines[i]?.at}`;
      const there = seen.get(key);
      if (there === undefined) seen.set(key, here);
      else if (last === '') found.push([here, there]);
      // A longer run is one repeat.
      last = there ?? '';
    }
  }
  return found;
}

/** The line without what stands in its strings and numbers. */
function emptied(line: string): string {
  return line
    .trim()
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''")
    .replace(/\b\d[\d_.]*\b/g, '0');
}
