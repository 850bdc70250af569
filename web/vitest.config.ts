import { defineConfig } from 'vitest/config'
import { plugins } from './apps/console/plugins.ts'

export default defineConfig({
  plugins: plugins(),
  test: {
    environment: 'jsdom',
    include: ['{apps,packages}/*/tests/**/*.test.ts'],
    server: { deps: { inline: ['element-plus'] } },
    css: false,
    isolate: false, // one jsdom for all files: half the time
    restoreMocks: true,
    unstubGlobals: true,
  },
})
