import { mount, type ComponentMountingOptions } from '@vue/test-utils'
import type { Component } from 'vue'
import { createI18n } from 'vue-i18n'
import zhHans from '../../../apps/console/src/locales/zh-Hans.json'

/** Mounts a component with the real Chinese catalogue, in the document. */
export function screen(component: Component, options: ComponentMountingOptions<unknown> = {}) {
  const i18n = createI18n({ legacy: false, locale: 'zh-Hans', messages: { 'zh-Hans': zhHans } })
  return mount(component, { attachTo: document.body, ...options, global: { plugins: [i18n] } })
}
