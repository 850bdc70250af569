/** Invented documents of the fictional street, for tests. */
import type {
  Employee,
  Organisation,
  PhoneBuilding,
  PhoneDoor,
  PhoneHousehold,
  Resident,
} from '@gridward/api'
import type { PhoneRound, PhoneTarget, Question } from '../src/visits/documents'

const GRID = { id: 'grid', code: 'XJ-1', name: '西街第一网格' }

export function resident(id: string, name: string, said: Partial<Resident> = {}): Resident {
  return {
    id,
    version: 1,
    household_id: 'home',
    name,
    sex: 'unknown',
    age: 40,
    document_kind: 'identity_card',
    document: '3601**********0016',
    document_missing: '',
    relation: '',
    employer: '',
    note: '',
    came_on: null,
    came_from: '',
    left_on: null,
    phones: [],
    plates: [],
    situation: null,
    ...said,
  }
}

export function household(id: string, said: Partial<PhoneHousehold> = {}): PhoneHousehold {
  return {
    id,
    version: 1,
    address_text: '翠竹小区1栋1单元101室',
    dwelling_id: null,
    grid: GRID,
    tenure: 'owner',
    state: 'living',
    note: '',
    merged_into_id: null,
    residents: [],
    keys: [],
    ...said,
  }
}

export function organisation(id: string, name: string, said: Partial<Organisation> = {}): Organisation {
  return {
    id,
    version: 1,
    address_text: '丰和街1号',
    building_id: null,
    closed_on: null,
    contacts: [],
    credit_code: '',
    credit_code_status: 'none',
    employees: [],
    grid: GRID,
    industry: '',
    kind: 'street_shop',
    latitude: null,
    legal_representative: '',
    longitude: null,
    name,
    note: '',
    phone: '',
    plates: [],
    site_id: null,
    situation: null,
    trading: 'open',
    ...said,
  }
}

export function employee(id: string, name: string, said: Partial<Employee> = {}): Employee {
  return {
    id,
    version: 1,
    organisation_id: 'shop',
    name,
    sex: 'unknown',
    age: 40,
    document_kind: 'identity_card',
    document: '3601**********0016',
    document_missing: '',
    address_text: '',
    phone: '',
    resident_id: null,
    left_on: null,
    situation: null,
    ...said,
  }
}

export function door(
  id: string,
  unit: string,
  floor: number | null,
  room: string,
  residential = true,
): PhoneDoor {
  return { id, unit, floor, room, label: `${unit}单元${room}室`, residential }
}

export function building(id: string, doors: PhoneDoor[], said: Partial<PhoneBuilding> = {}): PhoneBuilding {
  const name = { site_id: 'site', site: '翠竹小区', name: '1栋', number_key: '1' }
  return { id, version: 1, floors: null, doors, ...name, ...said }
}

export function question(code: string, said: Partial<Question> = {}): Question {
  return { code, text: code, about: 'household', answer: 'yes_no', options: [], required: false, ...said }
}

export function round(id: string, said: Partial<PhoneRound> = {}): PhoneRound {
  return {
    id,
    version: 1,
    name: id,
    state: 'open',
    kinds: ['household'],
    questions: [],
    starts_on: '2020-01-01',
    ends_on: '2099-12-31',
    cycle_starts_on: '2020-01-01',
    valid_days: 30,
    tries: 3,
    ...said,
  }
}

export function target(id: string, subject: string, said: Partial<PhoneTarget> = {}): PhoneTarget {
  return {
    id,
    round_id: 'round',
    kind: 'household',
    subject_id: subject,
    late_added: false,
    outcome: '',
    outcome_at: null,
    settled: false,
    tries: 0,
    persons: 3,
    persons_met: 0,
    best_hours: null,
    known: {},
    last_visits: [],
    ...said,
  }
}
