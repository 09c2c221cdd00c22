/** `npm run bench [-- --json]`: bundles the benchmarks as the extension is bundled, then runs them in this process. */
import { pathToFileURL } from 'node:url';
import { ensureBrowsers, ensureDependencies } from '../setup.mjs';

ensureDependencies();
ensureBrowsers(['chromium', 'firefox']);
const { build } = await import('vite');
const outDir = new URL('../../.output/bench/', import.meta.url).pathname;
await build({
  configFile: false,
  logLevel: 'error',
  build: { ssr: new URL('./cases.ts', import.meta.url).pathname, outDir, emptyOutDir: true, minify: false },
  ssr: { noExternal: true },
});
await import(pathToFileURL(`${outDir}cases.js`).href);
