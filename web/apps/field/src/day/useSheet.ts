import { api, ask } from '@gridward/api'
import type { Content } from '@gridward/offline'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { newId } from '../components/ids'
import { usePhone } from '../phone'
import type { Sheet } from './documents'
import { countOf } from './facts'
import { FIGURES, figuresOf, type Row } from './figures'
import { sheetsOf, standing } from './papers'
import { useDayFacts } from './useDayFacts'

type FromServer = Awaited<ReturnType<typeof readSheet>>

export interface FigureShown {
  name: string
  title: string
  definition: string
  value: number
}

/** The sheet of a day in a grid: the server's where it has all that this phone recorded, else the phone's own. */
export function useSheet(day: string, grid: string) {
  const { t } = useI18n()
  const { status, give } = usePhone()
  const { facts, factsAfter, outbox } = useDayFacts()
  const read = ref<FromServer>()

  const isUpToDate = computed(() => status.value.connection === 'online' && status.value.waiting === 0)
  const server = computed(() => (isUpToDate.value ? read.value : undefined))
  const own = computed(() => figuresOf(facts(day, grid)))
  const figures = computed((): FigureShown[] => server.value?.figures ?? Object.entries(own.value).map(told))
  const confirmed = computed(() => standing(sheetsOf(outbox.value, day, grid)))
  const isConfirmed = computed(() => Boolean(confirmed.value ?? server.value?.confirmed.length))
  /** What came since it was confirmed: figures of the server, or records of this phone. */
  const later = computed(() => {
    if (server.value) return isConfirmed.value ? server.value.changed.length : 0
    return confirmed.value ? countOf(factsAfter(confirmed.value.given, day, grid)) : 0
  })
  const pending = computed(() => !isConfirmed.value || later.value > 0)

  function told([name, value]: [string, number]): FigureShown {
    const [title, definition] = [t(`day.figure.${name}.title`), t(`day.figure.${name}.definition`)]
    return { name, title, definition, value }
  }

  /** A phone without a signal has its own figures: that the server's do not come is no news. */
  async function refresh(): Promise<void> {
    if (isUpToDate.value) read.value = await readSheet(grid, day).catch(() => undefined)
  }

  async function rowsUnder(name: string): Promise<Row[]> {
    const known = FIGURES[name]?.(facts(day, grid)) ?? []
    if (!server.value) return known
    const own = new Map(known.map((row) => [row.key, row]))
    return (await readRows(grid, day, name)).map((row) => ({ ...row, ...named(own.get(row.key)) }))
  }

  async function confirm(): Promise<void> {
    const shown = Object.fromEntries(figures.value.map(({ name, value }) => [name, value]))
    const sheet: Sheet = { id: newId(), grid_id: grid, day, figures: shown, note: '' }
    await give('sheet.confirm', sheet as unknown as Content)
  }

  watch([isUpToDate, () => outbox.value.length], () => void refresh(), { immediate: true })
  return { server, figures, confirmed, isConfirmed, later, pending, rowsUnder, confirm }
}

function readSheet(grid: string, day: string) {
  const params = { path: { grid_id: grid }, query: { day } }
  return ask(api.GET('/api/v1/work/sheets/{grid_id}', { params }))
}

/** The server masks doors; whom the phone knows anyhow it names in full, and opens. */
function named(row: Row | undefined): Partial<Row> {
  return row ? { label: row.label, subject: row.subject } : {}
}

async function readRows(grid: string, day: string, figure: string): Promise<Row[]> {
  const params = { path: { grid_id: grid, figure }, query: { day } }
  const { rows } = await ask(api.GET('/api/v1/work/sheets/{grid_id}/rows/{figure}', { params }))
  return rows.map(({ id, label, count, at }) => ({ key: id, label, count, at: at ?? '', subject: '' }))
}
