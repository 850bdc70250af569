import type { Content } from '@gridward/offline'
import { computed, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import { useAgain } from '../components/useAgain'
import { useDraft } from '../components/useDraft'
import { passagesOf } from '../gate/mine'
import { usePhone } from '../phone'
import { drawCode, idOf } from './codes'
import { countedHere, NOTHING_COUNTED } from './counting'
import { KINDS, type Give, type HandoverKind, type KeptGate } from './documents'
import { gives } from './given'
import { emptyForm, formOf, giveFrom, problemOf } from './giveForm'
import { ending } from './turns'

/** What whoever leaves hands over, filled in and signed; what was refused keeps its code. */
export function useGive(gate: KeptGate) {
  const { query } = useRoute()
  const { phone, outbox } = usePhone()
  const { refused, giveOrAgain } = useAgain()
  const before = refused as unknown as Give | undefined
  const kind = KINDS.find((one) => one === query.kind) ?? 'shift'
  const since = before ? before.since : (ending(gate, new Date())?.begins_at ?? null)
  const draft = ['handover', gate.id, kind, before?.code].filter(Boolean).join('/')
  const { form, ready, restored, drop, discard } = useDraft(draft, fresh)
  const signature = ref('')
  const problem = computed(() => problemOf(form.value))

  function fresh() {
    if (before) return formOf(before)
    return emptyForm(gate, kind, { ...NOTHING_COUNTED })
  }

  /** Counts that nobody has typed yet are those of this phone. */
  async function count(): Promise<void> {
    if (before || restored.value || !since) return
    const notes = passagesOf((await phone.value?.gates.notes()) ?? [])
    form.value.counts = countedHere(notes, gate.id, Date.parse(since), Date.now())
  }

  watch(ready, count, { once: true })

  async function sign(): Promise<Give> {
    const code = before?.code ?? drawCode()
    const whose = {
      ...{ id: await idOf(gate.id, code), gate_id: gate.id, code, since, name: gate.name },
      ...{ at: before?.at ?? new Date().toISOString(), signature: signature.value },
    }
    const give = giveFrom(form.value, whose)
    await giveOrAgain('handover.give', give as unknown as Content)
    await drop()
    return give
  }

  /** Signed already, and not long ago: whoever comes back by the key of the phone hands over twice by mistake. */
  const last = computed(() =>
    gives(outbox.value).find(({ half, given }) => half.gate_id === gate.id && given.state !== 'needs_you'),
  )

  return { form, ready, restored, discard, signature, problem, sign, last, kind: kind as HandoverKind, since }
}
