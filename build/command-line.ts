/** The command line as plain JavaScript below `dist/`, with nothing to install beside it: `npm pack` runs this first. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  json: { namedExports: false, stringify: true },
  root: fileURLToPath(new URL('..', import.meta.url)),
  build: {
    ssr: 'lib/cli/main.ts',
    outDir: 'dist',
    // The oldest Node that package.json allows.
    target: 'node20.19',
    minify: true,
    rollupOptions: {
      output: {
        entryFileNames: 'wire-triage.js',
        chunkFileNames: '[name]-[hash].js',
        banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  ssr: { noExternal: true },
});
