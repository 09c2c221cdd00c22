import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const QUERY = '?bundled';

/**
 * Where the text of a bundle says that it comes from. Browsers show it in stacks, and Chromium's DevTools put what lies in a
 * `node_modules` folder on their ignore list (front_end/models/workspace, `skip-stack-frames-pattern`).
 */
const SOURCE_URL = 'wire-triage:///node_modules/socket-tap.js';

/**
 * `import text from './module.ts?bundled'` gives a module with everything it imports as one strict expression: evaluated, it is the
 * module's default export. For scripts that run where there is nothing to import from.
 */
export function bundledText(): Plugin {
  return {
    name: 'bundled-text',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(QUERY)) return undefined;
      const resolved = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true });
      return resolved && `${resolved.id}${QUERY}`;
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return undefined;
      const { code, files } = await bundle(id.slice(0, -QUERY.length));
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(code)};`;
    },
  };
}

async function bundle(entry: string): Promise<{ readonly code: string; readonly files: readonly string[] }> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    root: fileURLToPath(new URL('..', import.meta.url)),
    build: {
      write: false,
      minify: true,
      // Nothing is rewritten for older browsers: what that takes would be looked up in the page while it runs.
      target: 'esnext',
      modulePreload: false,
      rollupOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', name: 'run', exports: 'default' },
      },
    },
  })) as Rolldown.RolldownOutput;
  const [chunk] = output;
  const code = `(()=>{"use strict";${chunk.code.trim()}\nreturn run\n//# sourceURL=${SOURCE_URL}\n})()`;
  return { code, files: chunk.moduleIds.filter((id) => !id.startsWith('\0')) };
}
