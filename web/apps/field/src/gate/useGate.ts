/** The gate that this phone keeps now: its copy, who stands there, what was decided. One for all pages. */
import { readMyGates } from '@gridward/api'
import type { Decision, Direction, Subject } from '@gridward/rules'
import { computed, ref, shallowRef, watch } from 'vue'
import { keptAnswer } from '../keptAnswer'
import { usePhone } from '../phone'
import { tellProblem } from '../shell/problems'
import { token } from '../token'
import { GateCopy, NOBODY, type Known, type Unread } from './copy'
import { cue } from './cues'
import { idAt } from './ids'
import { introduced, type Introduction } from './introducing'
import { elsewhereAt, isUsedHere } from './mine'
import { readingOf } from './reading'
import type { MissingSaid, ReasonSaid } from './shapes'
import { EMERGENCY, judged, passageOf, personOf, type Person } from './standing'
import { useNotes } from './useNotes'

const EVERY = 60_000
/** The same pass within so long is the same passage: a slip held on before the camera, a key pressed twice. */
export const SAME = 3_000
const MOST_WAITING = 9
const KEPT_AS = 'gate.now'

interface Standing {
  gate: string
  lane: string | null
  direction: Direction
  silent: boolean
}

interface Read {
  text: string
  by: Person['by']
  more: Partial<Person>
}

const { phone, status } = usePhone()
const {
  passages: notes,
  strangers,
  explained,
  now,
  gate: toldOf,
  read: readNotes,
  forget,
  ...shown
} = useNotes()
const { counts, last, missed, withoutReason, refused, noticed, held, hasRead } = shown
const gates = keptAnswer('gate.mine', async () => (await token(), await readMyGates()))

const standing = ref<Standing>({ gate: '', lane: null, direction: 'in', silent: false })
const copy = shallowRef<GateCopy | null>(null)
const person = shallowRef<Person | null>(null)
const waiting = shallowRef<Read[]>([])
const unread = ref<Unread | 'no_copy' | ''>('')
const problem = ref<unknown>()
/** When each pass was read last, so that it is one passage however often its code is seen. */
const seen = new Map<string, number>()
/** What was read of whoever stands there. */
let standsBy = ''
let timer: ReturnType<typeof setInterval> | undefined
let following: Promise<void> = Promise.resolve()
let turn: Promise<void> = following

const rules = computed(() => copy.value?.rulesAt(now.value + copy.value.ahead))
const judgement = computed(() =>
  person.value && rules.value && copy.value
    ? judged(person.value, rules.value, now.value + copy.value.ahead)
    : null,
)
const here = computed(() => gates.value?.find(({ id }) => id === standing.value.gate))
export function useGate() {
  return {
    ...{ gates, here, standing, copy, rules, person, judgement, waiting, unread, problem, now, status },
    ...{ counts, last, missed, withoutReason, refused, noticed, held, hasRead },
    ...{ open, close, keepStanding, refresh, scan, note, visitor, bare, decide, emergency, explain, missing },
    ...{ cancel, setAside },
  }
}

/** From now on the phone keeps this gate, until it is closed. */
async function open(gate: string): Promise<void> {
  const kept = await phone.value?.read<Standing>(KEPT_AS)
  standing.value = { ...standing.value, ...kept, gate, lane: kept?.gate === gate ? kept.lane : null }
  toldOf.value = gate
  if (copy.value?.id !== gate) copy.value = null
  person.value = null
  waiting.value = []
  unread.value = ''
  await follow()
  clearInterval(timer)
  timer = setInterval(() => void refresh(), EVERY)
  void refresh()
}

function close(): void {
  clearInterval(timer)
  timer = undefined
  copy.value = null
}

/** A lane, a direction or silence, kept for the next start. */
async function keepStanding(change: Partial<Standing>): Promise<void> {
  standing.value = { ...standing.value, ...change }
  const { lane, direction } = standing.value
  if (person.value) person.value = { ...person.value, lane, direction }
  await phone.value?.keep(KEPT_AS, { ...standing.value }).catch(tellProblem)
}

/** Asks the server; without an answer the gate goes on with the copy that it has. */
async function refresh(): Promise<void> {
  const [opened, { gate }] = [phone.value, standing.value]
  if (!opened || !gate) return
  try {
    await token()
    await opened.gates.refresh(gate)
    problem.value = undefined
  } catch (error) {
    problem.value = error
  }
  if (opened === phone.value && !opened.status().ended && timer) await follow()
}

/** Memory follows what is stored, one time behind the other. */
function follow(): Promise<void> {
  following = following.then(async () => {
    const [opened, { gate }] = [phone.value, standing.value]
    if (!opened) return
    now.value = Date.now()
    const told = await GateCopy.read(opened.gates, gate, copy.value).catch(failed)
    if (opened !== phone.value || gate !== standing.value.gate) return
    if (told !== undefined) copy.value = told
    await readNotes(opened)
  })
  return following
}

function failed(error: unknown): undefined {
  problem.value = error
}

/**
 * Something was read, by camera, scanner or hand; what comes while somebody stands there waits for its turn. In the order in
 * which they were read: what a code says is found out sooner of one than of another.
 */
function scan(text: string, by: Person['by'], more: Partial<Person> = {}): Promise<void> {
  turn = turn.catch(() => undefined).then(() => take(text, by, more))
  return turn
}

async function take(text: string, by: Person['by'], more: Partial<Person>): Promise<void> {
  now.value = Date.now()
  const read = { text, by, more }
  if (person.value) return wait(read)
  if (!copy.value) return void (unread.value = 'no_copy')
  const known = await copy.value.knows(readingOf(text), (id) => isUsedHere(notes.value, id))
  if (person.value) return wait(read)
  if (typeof known === 'string') unread.value = known
  else if (!isSame(nameOf(known))) stand(known, by, more, text)
}

/** What tells one from another who was read a moment ago. */
const nameOf = ({ passId, plate, person: entry }: Known) => passId ?? plate ?? entry

function wait(read: Read): void {
  const again = [standsBy, ...waiting.value.map(({ text }) => text)]
  if (again.includes(read.text) || isSame(read.text) || waiting.value.length >= MOST_WAITING) return
  waiting.value = [...waiting.value, read]
}

/** Whether it was read moments ago; from now on it was. */
function isSame(key: string | null): boolean {
  if (!key) return false
  const before = seen.get(key) ?? -Infinity
  seen.set(key, Date.now())
  return Math.abs(Date.now() - before) < SAME
}

function stand(known: Known, by: Person['by'], more: Partial<Person>, text = ''): void {
  standsBy = text
  const { lane, direction, gate } = standing.value
  const at = known.passId && elsewhereAt(notes.value, known.passId, gate)
  const elsewhere = at ? at + (copy.value?.ahead ?? 0) : null
  unread.value = ''
  now.value = Date.now()
  person.value = personOf(known, {
    id: idAt(now.value),
    by,
    lane,
    direction,
    elsewhereAt: elsewhere,
    ...more,
  })
}

/** Something more is known of whoever stands there. */
function note(change: Partial<Person>): void {
  now.value = Date.now()
  if (person.value) person.value = { ...person.value, ...change }
}

/** Somebody says who they are, whoever stands there (`about`) or the next: three fields, and a number to find them by. */
async function visitor(subject: Subject, said: Introduction, about = '', number = said.phone): Promise<void> {
  if (!copy.value) return void (unread.value = 'no_copy')
  const known = await copy.value.visitor(subject, number)
  if (person.value && person.value.id === about) return note(introduced(person.value, known, subject, said))
  putBack()
  stand(known, 'typed', { ...said, label: said.name })
}

/** Whoever was read while a form was filled in comes next. */
function putBack(): void {
  if (!person.value || !standsBy) return
  seen.delete(nameOf(person.value) ?? '')
  waiting.value = [{ text: standsBy, by: person.value.by, more: {} }, ...waiting.value]
}

/** Somebody with nothing to read: only seen. */
async function bare(subject: Subject, more: Partial<Person> = {}): Promise<void> {
  if (!copy.value) return void (unread.value = 'no_copy')
  stand(await copy.value.visitor(subject, ''), 'seen', more)
}

/** Stored before this resolves; then the next may come. Throws when the phone has no room. */
async function decide(decision: Decision, why = ''): Promise<void> {
  const [one, told, at] = [person.value, judgement.value, copy.value]
  if (!one || !told || !at) return
  await write(one, { judgement: told, decision, why, rules: rules.value?.name ?? '', ahead: at.ahead })
  void next(one)
}

/** At once and without any condition, and told at once; the reason comes afterwards. Answers the id of the passage. */
async function emergency(): Promise<string> {
  const { lane, direction } = standing.value
  const fresh = () => personOf(NOBODY, { id: idAt(Date.now()), by: 'seen', lane, direction })
  const one = person.value ?? fresh()
  const said = {
    judgement: EMERGENCY,
    decision: 'emergency',
    why: '',
    rules: rules.value?.name ?? '',
  } as const
  await write(one, { ...said, ahead: copy.value?.ahead ?? null })
  if (one === person.value) void next(one)
  return one.id
}

async function write(one: Person, said: Omit<Parameters<typeof passageOf>[2], 'at'>): Promise<void> {
  const opened = phone.value
  if (!opened) return
  const written = passageOf(standing.value.gate, one, { ...said, at: Date.now() })
  await opened.gates.write('passage', one.id, written as never)
  notes.value = [...notes.value, { id: one.id, kind: 'passage', state: 'waiting', ...written }]
  now.value = Date.now()
}

/** The next of those who were read meanwhile; what turns out to be nobody holds up none behind it. */
async function next(gone: Person): Promise<void> {
  isSame(nameOf(gone))
  if (person.value?.id === gone.id) person.value = null
  while (copy.value && !person.value && waiting.value.length) {
    const [first, ...others] = waiting.value
    waiting.value = others
    if (first) await scan(first.text, first.by, first.more)
  }
}

/** A slip of the scanner: nobody passed. */
function cancel(): void {
  if (person.value) void next(person.value)
}

/** Why an emergency was one: with its passage while that waits here, behind it afterwards. */
async function explain(id: string, why: string): Promise<void> {
  const [opened, one] = [phone.value, notes.value.find((each) => each.id === id)]
  if (!opened || !one) return
  const body = { ...one.body, why }
  if (await opened.gates.rewrite(id, { body: body as never, shown: one.shown as never })) {
    notes.value = notes.value.map((each) => (each.id === id ? { ...each, body } : each))
    return
  }
  const said: ReasonSaid = { id, gate: one.body.gate, at: new Date().toISOString(), why }
  await opened.gates.write('reason', `${id}/why`, { body: said as never, shown: {} })
  explained.value = new Set([...explained.value, id])
}

/** Somebody says that they live here: to whoever keeps the register, at once. */
async function missing(said: Pick<MissingSaid, 'name' | 'document' | 'phone' | 'address'>): Promise<void> {
  const [opened, { gate }] = [phone.value, standing.value]
  if (!opened) return
  const id = idAt(Date.now())
  const body: MissingSaid = { id, gate_id: gate, at: new Date().toISOString(), ...said }
  const written = { body: body as never, shown: { label: said.name } }
  await opened.gates.write('missing', id, written)
  strangers.value = [
    ...strangers.value,
    { id, kind: 'missing', state: 'waiting', body, shown: written.shown },
  ]
}

async function setAside(id: string): Promise<void> {
  await phone.value?.gates.setAside(id)
  forget(id)
}

/** Something has ended: taken or refused. */
watch(
  () => status.value.gates,
  (after, before) => {
    const hasEnded = after.waiting < before.waiting || after.needsYou !== before.needsYou
    if (hasEnded && timer && phone.value) void readNotes(phone.value)
  },
)

/** The verdict is heard when somebody comes, and again when it changes. */
watch(
  () => person.value && judgement.value && `${person.value.id} ${judgement.value.verdict}`,
  (told) => {
    if (told && judgement.value) cue(judgement.value.verdict, standing.value.silent)
  },
)

/** Another account, or none: nothing of the last one stays in memory. */
watch(phone, () => {
  close()
  standing.value = { gate: '', lane: null, direction: 'in', silent: false }
  person.value = null
  waiting.value = []
  forget()
  seen.clear()
})
