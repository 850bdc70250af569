import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'

/** The compile steps that the console's build and its tests share: Vue, and Element Plus on demand. */
export function plugins() {
  return [vue(), components({ dts: false, dirs: [], resolvers: [ElementPlusResolver()] })]
}
