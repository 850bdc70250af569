import { join } from 'node:path'
import { VantResolver } from '@vant/auto-import-resolver'
import { defineConfig } from 'vitest/config'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'

export default defineConfig({
  // Both apps' components on demand: their names differ, so that one run tests all.
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver(), VantResolver()] })],
  // What lies in an app's public folder has an address only when it is served.
  resolve: { alias: { '/icons/mark.svg': join(import.meta.dirname, 'apps/field/public/icons/mark.svg') } },
  test: {
    environment: 'jsdom',
    include: ['{apps,packages}/*/tests/**/*.test.ts'],
    server: { deps: { inline: ['element-plus', 'vant'] } },
    css: false,
    isolate: false, // one jsdom for all files: half the time
    restoreMocks: true,
    unstubGlobals: true,
  },
})
