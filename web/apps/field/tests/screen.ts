/** Pages and their parts mounted as the app mounts them: texts, routes, Vant, and a phone that is open. */
import type { Phone } from '@gridward/offline'
import { flushPromises, mount } from '@vue/test-utils'
import { h, type Component } from 'vue'
import { expect, vi } from 'vitest'
import { createMemoryHistory, createRouter, RouterView, type Router } from 'vue-router'
import { i18n } from '../src/i18n'
import { bindPhone } from '../src/phone'
import { routes } from '../src/routes'

/** A part of a page; what it leads to can be read from the router. */
export async function mountPart(part: Component, props: Record<string, unknown>, phone: Phone) {
  const { router, plugins } = await around(phone)
  const wrapper = mount(part, { props, global: { plugins }, attachTo: document.body })
  await flushPromises()
  return { wrapper, router }
}

/** A whole page by its address. */
export async function mountPage(path: string, phone: Phone) {
  const { router, plugins } = await around(phone)
  await router.push(path)
  const wrapper = mount({ render: () => h(RouterView) }, { global: { plugins }, attachTo: document.body })
  await flushPromises()
  return { wrapper, router }
}

async function around(phone: Phone) {
  bindPhone(phone)
  const router = createRouter({ history: createMemoryHistory(), routes })
  await flushPromises()
  return { router, plugins: [i18n, router] }
}

/** Pages come as modules of their own: the first time it takes a while on a busy machine. */
export async function arrivesAt(router: Router, name: string): Promise<void> {
  await until(() => expect(router.currentRoute.value.name).toBe(name))
}

/** Everything on the screen, in popups too, without its spaces: they are a matter of layout. */
export function screenText(): string {
  return plain(document.body.textContent)
}

export function plain(text: string | null): string {
  return (text ?? '').replace(/\s+/g, '')
}

/** Taps the key with these words, wherever on the screen it is. */
export async function tap(words: string): Promise<void> {
  const keys = [...document.body.querySelectorAll<HTMLElement>('button, a, [role="button"]')]
  const key = keys.find(({ textContent }) => plain(textContent).includes(plain(words)))
  if (!key) throw new Error(`no key says ${words}; the screen says ${screenText()}`)
  key.click()
  await flushPromises()
}

/** Waits until a check holds. A loaded machine takes its time, which is not what is tested. */
export function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 15_000 })
}
