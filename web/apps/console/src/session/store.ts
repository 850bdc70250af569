import { api, ask, readSession, signOut, type Me } from '@gridward/api'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { mayOpen, type Door } from './access'
import { draftsOf, dropDrafts } from './drafts'

/** Who is signed in, and what they may do here. */
export const useSession = defineStore('session', () => {
  const me = shallowRef<Me>()
  const asked = ref(false)
  const mustChangePassword = computed(() => me.value?.account.must_change_password ?? false)

  /** Asks the server once per page load who this is; `refresh` asks again. */
  async function know(): Promise<Me | undefined> {
    if (!asked.value) await refresh()
    return me.value
  }

  async function refresh(): Promise<void> {
    const state = await readSession()
    me.value = state === 'signed_in' ? await ask(api.GET('/api/v1/me')) : undefined
    if (me.value) draftsOf(me.value.account.id)
    asked.value = true
  }

  async function leave(): Promise<void> {
    await signOut()
    dropDrafts()
    forget()
  }

  function forget(): void {
    me.value = undefined
  }

  function may(door?: Door): boolean {
    return mayOpen(me.value, door)
  }

  return { me, mustChangePassword, know, refresh, leave, forget, may }
})

export type Session = ReturnType<typeof useSession>
