import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** `npm run dev` serves the page and hands the wire on to a Hornbook that runs here. */
const hornbook = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // Nothing is inlined: the page's Content-Security-Policy allows files of its own origin only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What changes rarely apart from what changes often, so that a new version costs readers little.
          groups: [{ name: 'packages', test: /node_modules/ }],
        },
      },
    },
  },
  server: {
    // Writes with a session cookie need a trusted Origin, so the dev server speaks with Hornbook's own.
    proxy: { '/api': { target: hornbook, headers: { origin: hornbook } } },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:8080/' } },
    include: ['tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    // A reader's typing is played key by key; on a machine with other work that takes seconds.
    testTimeout: 20_000,
  },
});
