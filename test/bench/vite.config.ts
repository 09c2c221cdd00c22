import { defineConfig } from 'vite';
import { bundledText } from '../../build/bundled.ts';

export default defineConfig({ plugins: [bundledText()] });
