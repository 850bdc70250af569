import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { compressing } from '../field/compressing.ts'

const server = process.env.GRIDWARD_SERVER ?? 'http://127.0.0.1:8000'

export default defineConfig({
  base: '/p/',
  plugins: [vue(), compressing()],
  define: { __VUE_OPTIONS_API__: false },
  build: {
    target: 'chrome90', // residents' phones, and the WebView inside WeChat
    cssTarget: 'chrome90',
    sourcemap: false,
    cssCodeSplit: false,
  },
  server: { port: 5175, proxy: { '/api': server } },
})
