/** What whoever leaves fills in, what is wrong with it, and what is sent. */
import {
  HEALTH,
  type Give,
  type GivenCounts,
  type HandoverKind,
  type Health,
  type KeptGate,
  type KitFound,
} from './documents'

export interface GiveForm {
  kind: HandoverKind
  counts: GivenCounts
  kit: KitFound[]
  keys: number
  matters: string
  orders: string[]
  health: Health
  healthWord: string
  remarks: string
  word: string
}

export type Wrong = 'kit' | 'health' | 'word' | 'matters'

const SHORTEST = 2
const MOST_MATTERS = 20
const LONGEST_MATTER = 200

export function emptyForm(gate: KeptGate, kind: HandoverKind, counts: GivenCounts): GiveForm {
  return {
    kind,
    counts,
    kit: gate.kit.map(({ name, count }) => ({ name, expected: count, found: count, word: '' })),
    keys: 0,
    matters: '',
    orders: gate.orders.map(({ id }) => id),
    health: HEALTH[0],
    healthWord: '',
    remarks: '',
    word: '',
  }
}

/** Of what was refused, so that it is mended and not typed anew. */
export function formOf(give: Give): GiveForm {
  const { kind, counts, kit, keys, matters, orders, health, health_word, remarks, word } = give
  const same = { kind, counts, kit, keys, orders, health, remarks, word }
  return { ...same, matters: matters.join('\n'), healthWord: health_word }
}

/** Each line is a matter. */
export function mattersIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

export function problemOf(form: GiveForm): Wrong | undefined {
  if (form.kit.some((one) => one.found < one.expected && !isWord(one.word))) return 'kit'
  if (form.health !== 'good' && !isWord(form.healthWord)) return 'health'
  if (form.kind !== 'shift' && !isWord(form.word)) return 'word'
  const matters = mattersIn(form.matters)
  if (matters.length > MOST_MATTERS || matters.some((one) => one.length > LONGEST_MATTER)) return 'matters'
  return undefined
}

export function giveFrom(
  form: GiveForm,
  whose: Pick<Give, 'id' | 'gate_id' | 'code' | 'at' | 'since' | 'signature' | 'name'>,
): Give {
  return {
    ...whose,
    kind: form.kind,
    counts: form.counts,
    kit: form.kit.map((one) => ({ ...one, word: one.found < one.expected ? one.word.trim() : '' })),
    keys: form.keys,
    matters: mattersIn(form.matters),
    orders: form.orders,
    health: form.health,
    health_word: form.health === 'good' ? '' : form.healthWord.trim(),
    remarks: form.remarks.trim(),
    word: form.kind === 'shift' ? '' : form.word.trim(),
  }
}

function isWord(text: string): boolean {
  return text.trim().length >= SHORTEST
}
