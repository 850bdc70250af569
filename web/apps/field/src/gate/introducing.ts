/** What somebody at the gate says of themselves, added to what was read of them. */
import type { Standing, Subject } from '@gridward/rules'
import type { Known } from './copy'
import type { Person } from './standing'

export type Introduction = Pick<Person, 'name' | 'phone' | 'visiting'>

const GRAVER: readonly Standing[] = ['watched', 'stays_home', 'free']

/** `known` is what the phone knows by the number that they said. A vehicle stays one, and is called by its plate. */
export function introduced(one: Person, known: Known, subject: Subject, said: Introduction): Partial<Person> {
  const isVehicle = one.subject === 'vehicle'
  return {
    ...said,
    label: isVehicle ? one.label : said.name,
    subject: isVehicle ? one.subject : subject,
    person: one.person ?? known.person,
    standing: GRAVER.find((each) => [one.standing, known.standing].includes(each)) ?? one.standing,
  }
}
