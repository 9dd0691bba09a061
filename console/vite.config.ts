import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { themeSheet } from './app/theme/theme-plugin.ts'

/** The server of `npm run dev`. It takes its own name from the Host that was called, so that stays as it is. */
const server = { target: `http://127.0.0.1:${process.env['PORT'] ?? 3000}`, changeOrigin: false }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), themeSheet()],
  server: {
    host: '127.0.0.1',
    proxy: {
      // The API, and not the modules of console/api.
      '^/api/(?!.*\\.tsx?(\\?|$))': server,
      '/sign-in': server,
      '/.well-known': server,
      '/console-settings.json': server,
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The pages' policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // Measured and held by a test, against the browser's real first view.
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
})
