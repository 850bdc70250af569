/** Commands of a day and a phone's documents, for tests of its papers. */
import type { Content, Given } from '@gridward/offline'
import type { Finding, Patrol, Stop } from '../../src/day/documents'
import type { DayFacts, Look } from '../../src/day/facts'
import type { PhoneTarget } from '../../src/visits/documents'

export const DAY = '2026-11-28'
let count = 0

export function at(time: string, day = DAY): string {
  return new Date(`${day}T${time}:00`).toISOString()
}

export function given(kind: string, time: string, content: Content, said: Partial<Given> = {}): Given {
  const id = `command-${++count}`
  return { id, kind, at: at(time), content, state: 'waiting', about: [], photos: [], ...said }
}

export function patrol(from: string, to: string, said: Partial<Patrol> = {}): Patrol {
  const times = { started_at: at(from), ended_at: at(to) }
  return { id: 'p', grid_id: 'grid', kind: 'patrol', stops: [], findings: [], note: '', ...times, ...said }
}

export function stop(name: string, time: string): Stop {
  return { point_id: null, name, at: at(time), found: 'nothing' }
}

export function finding(text: string, said: Partial<Finding> = {}): Finding {
  return { category: 'safety', text, place: '', handled: '', ...said }
}

export function nothing(said: Partial<DayFacts> = {}): DayFacts {
  return { visits: [], targets: [], patrols: [], entries: [], ...said }
}

/** Documents of one grid, but for those of `foreign`. */
export function looking(targets: PhoneTarget[], foreign: string[] = []): Look {
  return {
    gridOf: (id) => (foreign.includes(id) ? 'other' : 'grid'),
    nameOf: ({ name }) => (typeof name === 'string' ? name : ''),
    labelOf: (subject) => `door of ${subject}`,
    target: (id) => targets.find((one) => one.id === id),
    targets,
  }
}
