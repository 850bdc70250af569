import { VantResolver } from '@vant/auto-import-resolver'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** The compile steps of the field app: Vue, and Vant on demand. */
export function plugins(): Plugin[] {
  return [
    vue(),
    components({ dts: false, dirs: [], resolvers: [VantResolver()] }),
    withoutForeignFonts(),
  ].flat()
}

/** The app installs itself: all of it is kept on the phone, and nothing of what the server tells. */
export function installable(): Plugin[] {
  return VitePWA({
    registerType: 'prompt', // a new version is offered; somebody may be typing
    injectRegister: null,
    filename: 'sw.js',
    base: '/field/',
    scope: '/field/',
    manifest: {
      id: '/field/',
      name: '网格卫',
      short_name: '网格卫',
      description: '网格员的手机端：走访、登记、巡查，没有信号也能用',
      lang: 'zh-Hans',
      start_url: '/field/',
      scope: '/field/',
      display: 'standalone',
      orientation: 'portrait',
      background_color: '#0f5e63',
      theme_color: '#0f5e63',
      icons: [
        { src: 'icons/192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: {
      globPatterns: ['**/*.{js,css,html,svg,woff2}', 'icons/192.png'],
      // The pages of the app alone: /api and /_allauth always go to the server.
      navigateFallback: '/field/index.html',
      navigateFallbackAllowlist: [/^\/field(\/|$)/],
      cleanupOutdatedCaches: true,
      // What reads codes before the camera is large, and many a browser does not need it: kept from the page that does.
      runtimeCaching: [
        {
          urlPattern: ({ sameOrigin, url }) => sameOrigin && /^\/field\/assets\/.*\.wasm$/.test(url.pathname),
          handler: 'CacheFirst',
          options: { cacheName: 'code-reader' },
        },
      ],
    },
  })
}

/** Vant's icons stand in its style sheet; the copy on a foreign host that it names beside them is never asked for. */
function withoutForeignFonts(): Plugin {
  return {
    name: 'without-foreign-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /vant[\\/]es[\\/]icon[\\/]index\.css/ },
      handler: (code) => code.replace(/,\s*url\(\/\/[^)]*\)\s*format\("woff"\)/, ''),
    },
  }
}
