import type { Content } from '@gridward/offline'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { useAgain } from '../components/useAgain'
import { useDraft } from '../components/useDraft'
import { useSaving } from './useSaving'

interface Changing<Form, Wrongs extends object> {
  /** The command that says the change. */
  kind: string
  draft: string
  /** How the row stands, and from which version; read when the form begins. */
  known: () => { form: Form; version: number }
  /** The form as it stood with what a refused command said. */
  filled: (before: Form, refused: Record<string, unknown>) => Form
  wrongs: (typed: Form, before: Form) => Wrongs
  changes: (typed: Form, before: Form) => object
  /** The ids by which the command names the row. */
  row: Content
}

/** How a page changes one row: only what differs is said, and from which version it began; then it goes back. */
export function useChanging<Form, Wrongs extends object>(given: Changing<Form, Wrongs>) {
  const router = useRouter()
  const { refused } = useAgain()
  const { form, ready, restored, drop, discard } = useDraft(given.draft, begin)
  const { checked, running, save } = useSaving(given.kind, drop)
  const wrongs = computed(() => given.wrongs(form.value.typed, form.value.before))

  function begin() {
    const { form: before, version } = given.known()
    return { before, typed: given.filled(before, refused ?? {}), version }
  }

  async function change(): Promise<void> {
    const { before, typed, version } = form.value
    const said = given.changes(typed, before)
    if (await save(wrongs.value, said, { ...given.row, version })) router.back()
  }

  return { form, ready, restored, discard, checked, running, wrongs, change }
}
