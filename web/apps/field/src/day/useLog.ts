import { api, ask } from '@gridward/api'
import type { Content } from '@gridward/offline'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAgain } from '../components/useAgain'
import { useDraft } from '../components/useDraft'
import { useNow } from '../components/useNow'
import { token } from '../token'
import type { Log } from './documents'
import { countOf } from './facts'
import {
  correctionOf,
  emptyForm,
  formOf,
  isChanged,
  logFrom,
  problemOf,
  shownOf,
  type LogForm,
} from './logForm'
import { logsOf, refusedOf, standing } from './papers'
import { propose, spanOf, type Say } from './proposing'
import { momentAt } from './times'
import { useDayFacts } from './useDayFacts'

/** The log of a day in a grid: proposed, changed, signed, corrected. */
export function useLog(day: string, grid: string) {
  const { t } = useI18n()
  const now = useNow()
  const { facts, factsAfter, outbox } = useDayFacts()
  const { refused, giveOrAgain } = useAgain()
  const mending = ref(Boolean(refused))
  const name = refused ? `day.log.mended.${refused.id}` : `day.log.${grid}.${day}`
  const { form, ready, discard } = useDraft(name, fresh)
  const signature = ref('')

  const logs = computed(() => logsOf(outbox.value, day, grid))
  const signed = computed(() => standing(logs.value))
  const version = computed(() => logs.value.filter(({ given }) => given.state !== 'needs_you').length)
  const waitsForYou = computed(() => (mending.value ? undefined : refusedOf(logs.value)))
  const later = computed(() => (signed.value ? countOf(factsAfter(signed.value.given, day, grid)) : 0))
  const writing = computed(
    () => mending.value || !signed.value || form.value.corrects === signed.value.said.id,
  )

  const proposed = computed(() => {
    const today = facts(day, grid)
    return { ...propose(today, say), ...spanOf(today, day, now.value) }
  })
  const shown = computed(() => shownOf(form.value, proposed.value))
  const problem = computed(() => problemOf(shown.value, form.value, day, now.value))

  function fresh(): LogForm {
    return mending.value ? formOf(refused as unknown as Log) : emptyForm()
  }

  /** Paper is Chinese whoever writes it. */
  function say(...[key, values]: Parameters<Say>): string {
    return t(`day.log.${key}`, values ?? {}, { locale: 'zh-Hans' })
  }

  /** What other phones recorded is in it too. */
  async function takeProposal(): Promise<void> {
    await token()
    const body = { grid_id: grid, day, ...chosenTimes() }
    const texts = await ask(api.POST('/api/v1/work/logs/proposal', { body }))
    form.value = { ...form.value, ...texts }
  }

  /** Nobody chose: then of the whole day. */
  function chosenTimes() {
    const { from, to } = form.value
    if (!from || !to || from >= to) return {}
    return { from: momentAt(day, from).toISOString(), to: momentAt(day, to).toISOString() }
  }

  function correct(): void {
    if (signed.value) form.value = correctionOf(signed.value.said)
  }

  async function sign(): Promise<void> {
    const log = logFrom(shown.value, form.value, { day, grid }, signature.value)
    await giveOrAgain('log.sign', log as unknown as Content)
    signature.value = ''
    mending.value = false
    await discard()
  }

  const changed = computed(() => isChanged(form.value))
  return {
    ...{ form, ready, signature, shown, problem, changed, writing, signed, version, later, waitsForYou },
    ...{ takeProposal, correct, discard, sign },
  }
}
