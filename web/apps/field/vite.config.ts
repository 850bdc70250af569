import { defineConfig } from 'vite'
import { compressing } from './compressing.ts'
import { firstFrame, iconsApart } from './page.ts'
import { installable, plugins } from './plugins.ts'

const server = process.env.GRIDWARD_SERVER ?? 'http://127.0.0.1:8000'

const base = '/field/'

export default defineConfig({
  base,
  plugins: [plugins(), iconsApart(base), firstFrame(), installable(), compressing()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: true,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: 'chrome90', // phones keep old WebViews for years
    cssTarget: 'chrome90',
    sourcemap: false,
    // Few files: on a bad network each costs more by its way than by its size.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vant', test: /node_modules[\\/]@?vant/ },
            { name: 'vendor', test: /node_modules[\\/](?!signature_pad)/ },
          ],
        },
      },
    },
  },
  server: { port: 5174, proxy: { '/api': server, '/_allauth': server } },
})
