import { describe, expect, it } from 'vitest'
import {
  correctionOf,
  emptyForm,
  formOf,
  isChanged,
  logFrom,
  problemOf,
  shownOf,
} from '../../src/day/logForm'
import { at, DAY } from './given'

const PROPOSED = { work: '入户走访3户。', handling: '无', result: '无', from: '09:00', to: '17:00' }
const NOW = new Date(`${DAY}T17:00:00`)
const LOG = logFrom(PROPOSED, emptyForm(), { day: DAY, grid: 'grid' }, 'M0 0L9 9')

describe('the form of a log', () => {
  it('follows what is proposed but where somebody wrote', () => {
    const form = { ...emptyForm(), work: '', to: '16:00' }
    expect(shownOf(form, PROPOSED)).toEqual({ ...PROPOSED, work: '', to: '16:00' })
    expect(isChanged(form)).toBe(true)
    expect(isChanged(emptyForm())).toBe(false)
  })

  it.each([
    ['no work', { work: ' ' }, {}, 'work'],
    ['times that are turned', { from: '17:00', to: '09:00' }, {}, 'times'],
    ['a time that was taken out', { to: '' }, {}, 'times'],
    ['an end that has not come', { to: '17:06' }, {}, 'ahead'],
    ['a correction without a reason', {}, { corrects: 'l', reason: '错' }, 'reason'],
    ['a phone that is a little ahead', { to: '17:05' }, {}, undefined],
    ['a correction with its reason', {}, { corrects: 'l', reason: '漏记' }, undefined],
  ])('finds %s', (_name, shown, form, problem) => {
    expect(problemOf({ ...PROPOSED, ...shown }, { ...emptyForm(), ...form }, DAY, NOW)).toBe(problem)
  })

  it('becomes a log of its day, and a correction names what it corrects', () => {
    expect(LOG).toMatchObject({
      grid_id: 'grid',
      day: DAY,
      from: at('09:00'),
      to: at('17:00'),
      work: PROPOSED.work,
    })
    expect(LOG).not.toHaveProperty('corrects')
    const form = { ...correctionOf(LOG), reason: ' 漏记一户 ' }
    const next = logFrom(shownOf(form, PROPOSED), form, { day: DAY, grid: 'grid' }, 'M0 0L9 9')
    expect(next).toMatchObject({ corrects: LOG.id, reason: '漏记一户' })
    expect(next.id).not.toBe(LOG.id)
    expect(formOf(next)).toMatchObject({ corrects: LOG.id, reason: '漏记一户', from: '09:00' })
  })
})
