import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { themeSheet } from './app/theme/theme-plugin.ts'

/** The server of `npm run dev`. It reads its own name from the Host header, so the proxy keeps that. */
const server = { target: `http://127.0.0.1:${process.env['PORT'] ?? 3000}`, changeOrigin: false }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), themeSheet()],
  server: {
    host: '127.0.0.1',
    proxy: {
      // The API, but not the modules of console/api.
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
    // A browser test limits the real first view.
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
  },
})
