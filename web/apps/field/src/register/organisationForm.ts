/** The head of Annex 4 as typed, what is wrong with it, and what of it is said to the server. */
import type { ContactRole, Measure, Organisation, OrganisationKind, Trading } from '@gridward/api'
import { newId } from '../components/ids'
import { readCreditCode } from './checks'
import { CONTACT_ROLES, type ContactSaid, type OrganisationSaid } from './documents'
import { fittingOf } from './fitting'
import { placeKey, placeOf } from './placing'
import { differing, filledFrom, several, wrongPlate, wrongSinglePhone } from './personForm'

export interface ContactForm {
  name: string
  phone: string
}

export interface OrganisationForm {
  id: string
  kind: OrganisationKind
  name: string
  /** Where it stands, as `placing` writes it. */
  place: string
  address_text: string
  trading: Trading
  legal_representative: string
  phone: string
  credit_code: string
  industry: string
  plates: string
  note: string
  contacts: Record<ContactRole, ContactForm>
  situation: { resumption_filed: boolean | null; measures: Measure[] }
}

/** Keys of the boxes, those of contacts as `lead.name`. */
export type OrganisationWrongs = Record<string, string>

export function emptyOrganisation(place = ''): OrganisationForm {
  const nobody = (): ContactForm => ({ name: '', phone: '' })
  return {
    id: newId(),
    kind: 'street_shop',
    name: '',
    place,
    address_text: '',
    trading: 'open',
    legal_representative: '',
    phone: '',
    credit_code: '',
    industry: fittingOf('street_shop').industry,
    plates: '',
    note: '',
    contacts: { lead: nobody(), temp: nobody(), medical: nobody() },
    situation: { resumption_filed: null, measures: [] },
  }
}

/** Numbers come masked and stay empty here: an empty box leaves them as they are. */
export function organisationForm(row: Organisation): OrganisationForm {
  const { id, kind, name, address_text, trading, legal_representative, credit_code, industry, note } = row
  const empty = emptyOrganisation(placeKey(row))
  const names = row.contacts.map((one): [string, ContactForm] => [one.role, { name: one.name, phone: '' }])
  return {
    ...empty,
    ...{ id, kind, name, address_text, trading, legal_representative, credit_code, industry, note },
    plates: row.plates.join(' '),
    contacts: { ...empty.contacts, ...Object.fromEntries(names) },
    situation: { ...empty.situation, ...row.situation },
  }
}

/** Another kind brings its likely industry along, unless somebody chose one. */
export function withKind(form: OrganisationForm, kind: OrganisationKind): OrganisationForm {
  const chosen = form.industry && form.industry !== fittingOf(form.kind).industry
  return { ...form, kind, industry: chosen ? form.industry : fittingOf(kind).industry }
}

export function wrongsOfOrganisation(form: OrganisationForm, before?: OrganisationForm): OrganisationWrongs {
  const code = form.credit_code.trim() ? readCreditCode(form.credit_code).wrong : ''
  const wrongs = {
    name: form.name.trim() ? '' : 'organisation.empty',
    place: form.place ? '' : 'place.empty',
    credit_code: code ? `creditCode.${code}` : '',
    phone: wrongSinglePhone(form.phone),
    plates: wrongPlate(form.plates),
    ...Object.fromEntries(CONTACT_ROLES.flatMap((role) => wrongsOfContact(role, form, before))),
  }
  return Object.fromEntries(Object.entries(wrongs).filter(([, wrong]) => wrong))
}

/** A role has a name or nobody; whoever is registered stays, until another takes the role. */
function wrongsOfContact(
  role: ContactRole,
  form: OrganisationForm,
  before?: OrganisationForm,
): [string, string][] {
  const { name, phone } = form.contacts[role]
  const needed = phone.trim() || before?.contacts[role].name
  return [
    [`${role}.name`, needed && !name.trim() ? 'name.empty' : ''],
    [`${role}.phone`, wrongSinglePhone(phone)],
  ]
}

/** The whole head. Door, grid and address are decided together, so they are one thing here. */
function bodyOf(form: OrganisationForm) {
  const { kind, trading, industry, situation, contacts } = form
  return {
    ...{ kind, trading, industry, situation },
    name: form.name.trim(),
    where: [form.place, form.address_text.trim()],
    legal_representative: form.legal_representative.trim(),
    phone: form.phone.trim(),
    credit_code: form.credit_code.trim(),
    plates: several(form.plates),
    note: form.note.trim(),
    contacts: Object.fromEntries(
      CONTACT_ROLES.map((role) => [
        role,
        { name: contacts[role].name.trim(), phone: contacts[role].phone.trim() },
      ]),
    ),
  }
}

/** For a new organisation: without what nobody has said. */
export function organisationEntry(form: OrganisationForm): OrganisationSaid {
  const unsaid = bodyOf({ ...emptyOrganisation(), industry: '', trading: 'unknown' })
  const { kind, where, ...body } = bodyOf(form)
  return { kind, ...placed(where), ...differing(body, unsaid) }
}

export function organisationChanges(form: OrganisationForm, before: OrganisationForm): OrganisationSaid {
  const { where, contacts, ...said } = differing(bodyOf(form), bodyOf(before))
  return {
    ...said,
    ...(where ? placed(where) : {}),
    ...(contacts ? { contacts: replacing(contacts) } : {}),
  }
}

/** Whoever takes a role over does not take the other's number. */
function replacing(contacts: Record<string, ContactSaid>): Record<string, ContactSaid> {
  return Object.fromEntries(
    Object.entries(contacts).map(([role, said]) => [role, said.name ? { phone: '', ...said } : said]),
  )
}

function placed([place = '', address_text = '']: string[]): OrganisationSaid {
  return { ...placeOf(place), address_text }
}

/** The form with what a refused command said. */
export function organisationFrom(form: OrganisationForm, content: Record<string, unknown>): OrganisationForm {
  const place = placeKey(content as Partial<Organisation> & { grid_id?: string })
  return { ...filledFrom(form, content), place: place || form.place }
}
