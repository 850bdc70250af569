import { join } from 'node:path'
import { VantResolver } from '@vant/auto-import-resolver'
import { defineConfig } from 'vitest/config'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'

const DESK = ['{apps/console,apps/portal,packages/*}/tests/**/*.test.ts']
const FIELD = ['apps/field/tests/**/*.test.ts']

export default defineConfig({
  // Both apps' components on demand: their names differ, so that one run tests all.
  plugins: [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver(), VantResolver()] })],
  // What lies in an app's public folder has an address only when it is served.
  resolve: { alias: { '/icons/mark.svg': join(import.meta.dirname, 'apps/field/public/icons/mark.svg') } },
  test: {
    environment: 'jsdom',
    server: { deps: { inline: ['element-plus', 'vant'] } },
    css: false,
    projects: [
      // One jsdom for all files: half the time.
      { extends: true, test: { name: 'desk', include: DESK, isolate: false } },
      // Vant keeps one dialog for a page: a test that clears the page takes it from all that come after.
      {
        extends: true,
        test: { name: 'field', include: FIELD, isolate: true, setupFiles: ['apps/field/tests/setup.ts'] },
      },
    ],
    restoreMocks: true,
    unstubGlobals: true,
  },
})
