import { defineConfig } from 'vite'
import { plugins } from './plugins.ts'

const server = process.env.GRIDWARD_SERVER ?? 'http://127.0.0.1:8000'

export default defineConfig({
  base: '/',
  plugins: plugins(),
  define: {
    __VUE_OPTIONS_API__: true, // Element Plus still has components in that style
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1200, // MapLibre is one lazy chunk of about a megabyte
  },
  server: { proxy: { '/api': server, '/_allauth': server } },
})
