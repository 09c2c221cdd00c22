/** `npm run bench [-- --json]`: bundles the benchmarks as the extension is bundled, then runs them in a process of their own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureBrowsers, ensureDependencies } from '../setup.mjs';

ensureDependencies();
ensureBrowsers(['chromium', 'firefox']);
const { status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('../../node_modules/wxt/bin/wxt.mjs', import.meta.url)), 'build'],
  {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 2, 2],
  },
);
if (status !== 0) process.exit(1);
const { build } = await import('vite');
const outDir = fileURLToPath(new URL('../../.output/bench/', import.meta.url));
const input = {
  cases: fileURLToPath(new URL('./cases.ts', import.meta.url)),
  // The browser drivers start it as a file of its own, which must lie beside them.
  'clean-up': fileURLToPath(new URL('../browsers/clean-up.mjs', import.meta.url)),
};
await build({
  configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
  logLevel: 'error',
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    minify: false,
    rollupOptions: { input, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' } },
  },
  ssr: { noExternal: true },
});
// What the bundler has left on the heap of this process slows what is measured, now and then to half its speed.
const { status: measured } = spawnSync(process.execPath, [`${outDir}cases.mjs`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = measured ?? 1;
