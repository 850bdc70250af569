import { api, ask } from '@gridward/api'
import { useTask } from '@gridward/ui'
import { computed, ref } from 'vue'
import { useDraft } from '../../session/useDraft'
import { localNow } from '../times'
import {
  endOf,
  inParts,
  newLine,
  typed,
  visitOf,
  type EntryEnd,
  type EntryForm,
  type EntryLine,
} from './entryForm'

function without<Value>(all: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([one]) => one !== key))
}

/** What is typed for a round, until the server has taken it: a refused line stays as it was typed, with the reason. */
export function useEntry(round: string) {
  const fresh: EntryForm = { at: localNow(), way: 'paper', lines: {} }
  const { form, keep } = useDraft(`round-entry:${round}`, fresh, {})
  const ends = ref<Record<string, EntryEnd>>({})
  const told = ref<{ taken: number; refused: number }>()
  const { running, problem, run } = useTask()
  const waiting = computed(() => Object.keys(form.value.lines).filter((id) => isTyped(id)))

  function isTyped(target: string): boolean {
    const line = form.value.lines[target]
    return line !== undefined && typed(line)
  }

  function lineOf(target: string): EntryLine {
    return form.value.lines[target] ?? newLine()
  }

  function write(target: string, change: Partial<EntryLine>): void {
    form.value.lines[target] = { ...lineOf(target), ...change }
    ends.value = without(ends.value, target)
  }

  /** Sends what was typed; what came of each line stands at its row afterwards. */
  async function send(): Promise<void> {
    told.value = undefined
    const counted = { taken: 0, refused: 0 }
    const done = await run(async () => {
      for (const part of inParts(waiting.value)) await sendPart(part, counted)
    })
    if (done) told.value = counted
    keep()
  }

  async function sendPart(targets: string[], counted: { taken: number; refused: number }): Promise<void> {
    const sent = new Map(targets.map((target) => [lineOf(target).id, target]))
    const visits = targets.map((target) => visitOf(target, lineOf(target), form.value))
    const answers = await ask(api.POST('/api/v1/rounds/visits', { body: { visits } }))
    for (const answer of answers) {
      const target = sent.get(answer.id) ?? ''
      const end = endOf(answer, lineOf(target))
      ends.value[target] = end
      if (end.sentence) counted.refused++
      else {
        counted.taken++
        form.value.lines = without(form.value.lines, target)
      }
    }
  }

  return { form, ends, told, running, problem, waiting, lineOf, write, send }
}

export type Entry = ReturnType<typeof useEntry>
