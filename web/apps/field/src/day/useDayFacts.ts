import type { Organisation, PhoneHousehold } from '@gridward/api'
import type { Content, Given } from '@gridward/offline'
import { computed } from 'vue'
import { usePhone } from '../phone'
import { headFirst } from '../register/documents'
import type { PhoneTarget } from '../visits/documents'
import { useRounds } from '../visits/useRounds'
import { factsOf, type DayFacts, type Look } from './facts'

const { phone, outbox } = usePhone()
const { targets } = useRounds()

/** What this phone knows of days in its grids. */
export function useDayFacts() {
  return { facts, factsAfter, outbox }
}

function facts(day: string, grid: string): DayFacts {
  return factsOf(outbox.value, day, grid, look.value)
}

/** What was recorded after a paper was given. */
function factsAfter(paper: Given, day: string, grid: string): DayFacts {
  const place = outbox.value.findIndex(({ id }) => id === paper.id)
  return factsOf(outbox.value.slice(place + 1), day, grid, look.value)
}

const byId = computed(() => new Map(targets.value.map((one) => [one.id, one])))
const look = computed((): Look => {
  const only = phone.value?.grids().length === 1 ? phone.value.grids()[0]?.id : undefined
  return {
    gridOf: (id) => phone.value?.get(id)?.grid ?? only,
    nameOf: personIn,
    labelOf,
    target: (id) => byId.value.get(id) ?? phone.value?.get<PhoneTarget>(id)?.document,
    targets: targets.value,
  }
})

/** Where it is and whose it is: 3栋1单元502室 方小满. */
function labelOf(subject: string): string {
  const kept = phone.value?.get<PhoneHousehold & Organisation>(subject)
  if (!kept) return ''
  const { name, address_text, residents } = kept.document
  if (kept.kind === 'organisation') return name
  return [address_text, headFirst(residents)[0]?.name].filter(Boolean).join(' ')
}

/** The person whom an entry is about. */
function personIn(content: Content, subject: string): string {
  const people = phone.value?.get<PhoneHousehold>(subject)?.document.residents ?? []
  const name = typeof content.name === 'string' ? content.name : ''
  return name || (people.find(({ id }) => id === content.id)?.name ?? '')
}
