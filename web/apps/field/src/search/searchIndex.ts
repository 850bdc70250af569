/**
 * One index over everything that the phone keeps, made in memory. A name is found by its characters, by pinyin in
 * full, by initials and by syllables that end in initials (zhangw); a number by its visible last digits; a door by
 * its number or address.
 */
import type { Organisation, PhoneBuilding, PhoneHousehold, Resident } from '@gridward/api'

export type HitKind = 'resident' | 'household' | 'organisation' | 'building'

export interface Entry {
  kind: HitKind
  /** The household, organisation or building that it leads to. */
  id: string
  title: string
  note: string
  /** Texts in which characters are looked for, plain. */
  texts: string[]
  syllables: string[]
  /** Numbers of which the last visible digits are looked for: phones, documents, plates. */
  tails: string[]
  /** An address as numbers: 3-2-501. */
  door: string
}

export interface Hit {
  entry: Entry
  rank: number
}

/** Whoever sees more than fill two screens types one letter more. */
const MOST_HITS = 30
const SHORTEST_TAIL = 3

export function indexOf(
  households: PhoneHousehold[],
  organisations: Organisation[],
  buildings: PhoneBuilding[],
): Entry[] {
  return [
    ...households.flatMap(householdEntries),
    ...organisations.map(organisationEntry),
    ...buildings.map(buildingEntry),
  ]
}

function householdEntries(household: PhoneHousehold): Entry[] {
  const { id, address_text, residents, keys } = household
  const names = residents.map(({ name }) => name).join('、')
  const address = plain(address_text)
  const own = entry('household', id, address_text, names, { texts: [address], door: doorOf(address) })
  return [own, ...residents.map((one, place) => residentEntry(one, keys[place] ?? '', household))]
}

function residentEntry(resident: Resident, key: string, { id, address_text }: PhoneHousehold): Entry {
  const tails = [...resident.phones.map(({ masked }) => masked), resident.document, ...resident.plates]
  return entry('resident', id, resident.name, address_text, {
    texts: [plain(resident.name), ...(resident.employer ? [plain(resident.employer)] : [])],
    syllables: syllablesOf(key),
    tails: tails.map(visibleTail).filter(Boolean),
  })
}

function organisationEntry({ id, name, address_text, phone, plates, contacts }: Organisation): Entry {
  const tails = [phone, ...plates, ...contacts.map((contact) => contact.phone)]
  const people = contacts.map((contact) => plain(contact.name)).filter(Boolean)
  return entry('organisation', id, name, address_text, {
    texts: [plain(name), plain(address_text), ...people],
    tails: tails.map(visibleTail).filter(Boolean),
  })
}

function buildingEntry({ id, site, name }: PhoneBuilding): Entry {
  return entry('building', id, `${site}${name}`, '', { texts: [plain(`${site}${name}`)] })
}

function entry(kind: HitKind, id: string, title: string, note: string, found: Partial<Entry>): Entry {
  return { kind, id, title, note, texts: [], syllables: [], tails: [], door: '', ...found }
}

/** Half width and small letters, without spaces and dots: how texts are compared. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·•・‧]/g, '')
}

/** "zhang xiao ming\t张小明": the syllables before the tab. */
function syllablesOf(key: string): string[] {
  return (key.split('\t')[0] ?? '').split(' ').filter(Boolean)
}

/** What stands behind the last star: 138****8000 is found by 8000, 赣A·12345 by any end of it. */
export function visibleTail(text: string): string {
  return plain(text).replace(/^.*\*/, '')
}

/** 翠竹小区3栋2单元501室 → 3-2-501. */
function doorOf(address: string): string {
  return (address.match(/[a-z]?\d+/g) ?? []).join('-')
}

export function search(entries: Entry[], typed: string): Hit[] {
  const query = plain(typed)
  if (!query) return []
  const matches = matcherOf(query)
  const hits: Hit[] = []
  for (const one of entries) {
    const rank = matches(one)
    if (rank > 0) hits.push({ entry: one, rank })
  }
  return hits.sort((one, other) => other.rank - one.rank).slice(0, MOST_HITS)
}

type Matcher = (entry: Entry) => number

/** The ways in which this can be meant, tried on thousands of entries with each letter that is typed. */
function matcherOf(query: string): Matcher {
  const ways: Matcher[] = [(one) => byText(one, query)]
  if (/^[a-zü']+$/.test(query)) {
    const spelt = query.replace(/ü/g, 'v').replace(/'/g, '')
    ways.push((one) => bySound(one, spelt))
  }
  if (/^[a-z]?[\d\-#]+x?$/.test(query)) ways.push((one) => byDoor(one, query))
  // Also a plate as it is read out: 赣a12345, a12345, or its end.
  if (/\d/.test(query)) ways.push((one) => byTail(one, query))
  return (one) => ways.reduce((best, way) => Math.max(best, way(one)), 0)
}

/** 4: the whole name; 3: its beginning; 2: somewhere in it. */
function byText({ texts }: Entry, query: string): number {
  let best = 0
  for (const text of texts) {
    if (text === query) return 4
    const at = text.indexOf(query)
    if (at >= 0 && !cutsNumber(text, at)) best = Math.max(best, at === 0 ? 3 : 2)
  }
  return best
}

/** 501 is not found in 1501. */
function cutsNumber(text: string, at: number): boolean {
  return /^\d\d$/.test(text.slice(Math.max(at - 1, 0), at + 1)) && at > 0
}

function bySound({ syllables }: Entry, query: string): number {
  for (let start = 0; start < syllables.length; start++)
    if (syllables[start]?.[0] === query[0] && spells(syllables, start, query, 0)) return start === 0 ? 3 : 1
  return 0
}

/** Whether the letters from `read` on are the syllables from here on, each in full or begun: zhangxm, zxm, zhangxiaom. */
function spells(syllables: string[], at: number, query: string, read: number): boolean {
  if (read === query.length) return true
  const syllable = syllables[at] ?? ''
  let same = 0
  while (same < syllable.length && syllable[same] === query[read + same]) same++
  for (; same > 0; same--) if (spells(syllables, at + 1, query, read + same)) return true
  return false
}

/** 501, 2-501, 3-2-501, 3#501: the end of the address. */
function byDoor({ door }: Entry, query: string): number {
  const wanted = query.replace(/#/g, '-').replace(/^-|-$/g, '')
  if (!door || !wanted) return 0
  return door === wanted || door.endsWith(`-${wanted}`) ? 3 : 0
}

function byTail({ tails }: Entry, query: string): number {
  return query.length >= SHORTEST_TAIL && tails.some((tail) => tail.endsWith(query)) ? 3 : 0
}
