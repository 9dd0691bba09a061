import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { themeSheet } from './app/theme/theme-plugin.ts'

/** The server of `npm start`. It takes its own name from the Host that was called, so that stays as it is. */
const server = { target: 'http://127.0.0.1:3000', changeOrigin: false }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), themeSheet()],
  server: {
    proxy: {
      '/api': server,
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
