/**
 * What is not the page's own code: libraries, frameworks and the tools that bundle them, by where their files lie. Compared in
 * lower case. A new one is a line here.
 */

/** Schemes of code that no page serves: extensions, the browser's own scripts, a console. */
export const FOREIGN_SCHEMES: ReadonlySet<string> = new Set([
  'chrome',
  'chrome-extension',
  'devtools',
  'moz-extension',
  'node',
  'resource',
  'safari-extension',
  'safari-web-extension',
]);

/** Hosts that serve nothing but libraries. */
export const LIBRARY_HOSTS: ReadonlySet<string> = new Set([
  'ajax.aspnetcdn.com',
  'ajax.googleapis.com',
  'browser.sentry-cdn.com',
  'cdn.jsdelivr.net',
  'cdn.skypack.dev',
  'cdnjs.cloudflare.com',
  'code.jquery.com',
  'esm.sh',
  'ga.jspm.io',
  'js.sentry-cdn.com',
  'stackpath.bootstrapcdn.com',
  'unpkg.com',
  'www.googletagmanager.com',
]);

/** Folders of libraries, wherever they stand in a path. */
export const LIBRARY_FOLDERS: ReadonlySet<string> = new Set([
  '.pnpm',
  '.vite',
  '.yarn',
  '@vite',
  'bower_components',
  'jspm_packages',
  'node_modules',
  'third-party',
  'third_party',
  'vendor',
  'vendors',
  'web_modules',
]);

/** Beginnings of the names of files that bundlers make for libraries, up to one of `.`, `-`, `_`, `~`: `vendors-3f9a.js`, not `vendorlist.js`. */
export const BUNDLER_FILES: ReadonlySet<string> = new Set([
  'chunk-vendors',
  'framework',
  'polyfill',
  'polyfills',
  'vendor',
  'vendors',
  'webpack-runtime',
]);

/** Names of libraries' files, without what is said of the build: `axios.min.js`, `react-dom.production.min.js`. */
export const LIBRARY_FILES: ReadonlySet<string> = new Set([
  'alpine',
  'angular',
  'axios',
  'backbone',
  'bootstrap',
  'd3',
  'ember',
  'graphql-request',
  'htmx',
  'jquery',
  'ky',
  'lodash',
  'mqtt',
  'preact',
  'react',
  'react-dom',
  'redaxios',
  'rxjs',
  'socket.io',
  'superagent',
  'svelte',
  'underscore',
  'vue',
  'vue-resource',
  'zone',
]);

/** What a file's name says of a build. */
export const BUILD_WORDS: ReadonlySet<string> = new Set([
  'all',
  'browser',
  'bundle',
  'cjs',
  'core',
  'dev',
  'development',
  'esm',
  'global',
  'iife',
  'js',
  'min',
  'mjs',
  'module',
  'prod',
  'production',
  'runtime',
  'slim',
  'umd',
]);
