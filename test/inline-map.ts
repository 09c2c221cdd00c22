/** Scripts that carry their source map in themselves. */

/** In two parts: this file has no map. */
const COMMENT = ['//# source', 'MappingURL='].join('');

/** A script with its map (ECMA-426) behind it, as base64. */
export function withInlineMap(script: string, map: object): string {
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${script}\n${COMMENT}data:application/json;base64,${encoded}`;
}
