/** What is being filled in, and what is sent of it. */
import type {
  Away,
  CameBy,
  DeclarationIn,
  DocumentKind,
  PublicSlip,
  RoundQuestion,
  Tenure,
} from '@gridward/api'

export type Answer = string | number | boolean | null
export type Answers = Record<string, Answer>

export interface MemberForm {
  name: string
  relation: string
  document_kind: DocumentKind
  document: string
  phone: string
  away: Away
  answers: Answers
  came: CameForm | null
}

export interface StayForm {
  region: string
  county: string
  detail: string
  begins: string
  ends: string
}

/** That somebody came from elsewhere lately; days are `YYYY-MM-DD`. */
export interface CameForm {
  arrived_on: string
  came_by: CameBy
  trip: string
  stays: StayForm[]
}

export interface VehicleForm {
  plate: string
  keeper: number
}

export interface DeclarationForm {
  members: MemberForm[]
  vehicles: VehicleForm[]
  tenure: Tenure
  needs: string
  answers: Answers
}

export const MOST_MEMBERS = 20
export const MOST_VEHICLES = 10
export const MOST_STAYS = 20
export const CAME_BY: CameBy[] = ['train', 'flight', 'coach', 'car', 'other']

export function emptyMember(): MemberForm {
  return {
    name: '',
    relation: '',
    document_kind: 'identity_card',
    document: '',
    phone: '',
    away: 'none',
    answers: {},
    came: null,
  }
}

export function emptyStay(): StayForm {
  return { region: '', county: '', detail: '', begins: '', ends: '' }
}

export function emptyCame(): CameForm {
  return { arrived_on: '', came_by: 'train', trip: '', stays: [emptyStay()] }
}

export function emptyForm(): DeclarationForm {
  return { members: [emptyMember()], vehicles: [], tenure: 'unknown', needs: '', answers: {} }
}

/** A draft that was kept, where it has the shape of one. */
export function asForm(draft: unknown): DeclarationForm {
  const form = draft as Partial<DeclarationForm> | null
  return form && Array.isArray(form.members) && form.members.length
    ? { ...emptyForm(), ...form }
    : emptyForm()
}

/** Takes a member away; vehicles of theirs are the first one's then, others keep their keepers. */
export function dropMember(form: DeclarationForm, place: number): void {
  form.members.splice(place, 1)
  for (const vehicle of form.vehicles) {
    if (vehicle.keeper === place) vehicle.keeper = 0
    else if (vehicle.keeper > place) vehicle.keeper -= 1
  }
}

/** The form as the server takes it: rows that nobody filled in and answers that nobody gave are left out. */
export function bodyOf(form: DeclarationForm, slip: PublicSlip, token: string, id: string): DeclarationIn {
  const asked = (about: RoundQuestion['about']) => slip.questions.filter((one) => one.about === about)
  return {
    token,
    id,
    members: form.members.map((one) => ({ ...one, answers: given(one.answers, asked('person')) })),
    vehicles: form.vehicles.filter(({ plate }) => plate.trim()),
    tenure: form.tenure,
    needs: form.needs,
    answers: given(form.answers, asked('household')),
  }
}

/** The first field about a journey that was left empty though it must be filled, such as `members.0.came.arrived_on`. */
export function missingOf({ members }: DeclarationForm): string {
  const empty = members.flatMap(({ came }, place) => {
    if (!came) return []
    const stays = came.stays.flatMap((stay, number) =>
      (['region', 'begins', 'ends'] as const)
        .filter((name) => !stay[name].trim())
        .map((name) => `stays.${number}.${name}`),
    )
    return [...(came.arrived_on ? [] : ['arrived_on']), ...stays].map(
      (name) => `members.${place}.came.${name}`,
    )
  })
  return empty[0] ?? ''
}

/** Whether nobody has answered: zero and no are answers. */
export function isEmpty(answer: Answer | undefined): boolean {
  return answer === undefined || answer === null || answer === ''
}

function given(answers: Answers, questions: RoundQuestion[]): Answers {
  const filled = questions.filter(({ code }) => !isEmpty(answers[code]))
  return Object.fromEntries(filled.map(({ code }) => [code, answers[code] ?? null]))
}

/** An id of a sending (UUID version 4); `crypto.randomUUID` is younger than the phones that open this page. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
