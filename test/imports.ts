/** Which file of the project imports which, types and chunks that are loaded later included. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A file and the files of the project that it imports, as paths from the project's folder with `/` between folders. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads the imports of these files. Packages, styles and files outside of the list are left out. */
export function readImports(root: string, files: readonly string[]): ImportGraph {
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'), true, true);
      const imported = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName))
        .filter((other) => known.has(other));
      return [file, [...new Set(imported)]];
    }),
  );
}

/** Groups of files that import each other around a circle, each sorted; the strongly connected components (Tarjan) of more than one file. */
export function importCircles(graph: ImportGraph): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  function visit(file: string): number {
    const index = order.size;
    order.set(file, index);
    open.push(file);
    let low = index;
    for (const other of graph.get(file) ?? []) {
      if (!order.has(other)) low = Math.min(low, visit(other));
      else if (open.includes(other)) low = Math.min(low, order.get(other) ?? low);
    }
    if (low === index) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1 || graph.get(file)?.includes(file)) circles.push(circle.sort());
    }
    return low;
  }

  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}
