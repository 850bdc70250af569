/** Whether this browser holds a phone, and whether it is open: known before a PIN, opened by it, locked again. */
import { OfflineProblem, type Ending, type KeptGrid, type KnownPhone, type Phone } from '@gridward/offline'
import { computed, ref, shallowRef } from 'vue'
import { phones } from '../engine'
import { bindPhone, usePhone } from '../phone'

/** Why a phone is empty or void, told once on the page of sign-in. */
export type Notice = '' | 'wiped' | 'left' | 'pins_used_up'
export type Standing = 'unlocked' | 'locked' | 'none'

const { phone } = usePhone()
const known = shallowRef<KnownPhone[]>([])
const chosen = ref('')
const notice = ref<Notice>('')
let asked = false

/** The phone whose PIN is asked for: the chosen one, else that which heard of the server last. */
const current = computed(() => {
  const locked = known.value.filter(({ state }) => state === 'locked')
  const [latest] = [...locked].sort((one, other) => other.heardAt.localeCompare(one.heardAt))
  return locked.find(({ account }) => account.id === chosen.value) ?? latest
})

export function useStanding() {
  return { known, current, notice, choose: (account: string) => (chosen.value = account) }
}

/** Asks the phone's storage once per page load, and again whenever it may have changed. */
export async function standing(): Promise<Standing> {
  if (phone.value) return 'unlocked'
  if (!asked) await learn()
  return current.value ? 'locked' : 'none'
}

export async function learn(): Promise<void> {
  known.value = await phones.known()
  asked = true
}

/** Throws OfflineProblem; what is known of the phones is then known anew. */
export async function openWithPin(account: string, pin: string): Promise<void> {
  try {
    opened(await phones.unlock(account, pin))
  } catch (error) {
    await learn()
    if (!current.value) notice.value = noticeOf(error)
    throw error
  }
}

/** A phone for this account; where the browser knows it, what waits is kept and the PIN is new. */
export async function setUp(account: Phone['account'], pin: string, grids: KeptGrid[]): Promise<void> {
  const isKnown = known.value.some((one) => one.account.id === account.id)
  opened(await (isKnown ? phones.recover(account.id, pin) : phones.create(account, pin, grids)))
}

export function lock(): void {
  phone.value?.lock()
}

/** The phone is open no more, by whoever's hand: its PIN is asked next, or a sign-in where it is empty. */
export async function closed(ending: Ending): Promise<void> {
  chosen.value = phone.value?.account.id ?? ''
  await learn()
  notice.value = ending === 'locked' ? voided() : ending
  bindPhone(null)
}

function opened(next: Phone): void {
  notice.value = ''
  bindPhone(next)
}

/** A PIN is void after too many wrong ones, on the page of the PIN or where it is changed. */
function voided(): Notice {
  return known.value.some(({ account, state }) => account.id === chosen.value && state === 'pin_void')
    ? 'pins_used_up'
    : ''
}

function noticeOf(error: unknown): Notice {
  if (!(error instanceof OfflineProblem)) return ''
  return error.code === 'wiped' || error.code === 'pins_used_up' ? error.code : ''
}
