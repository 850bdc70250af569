import type { RuleBook, RuleWords } from '@gridward/api'
import { expect, test } from 'vitest'
import {
  daysFrom,
  emptyBook,
  emptySlot,
  fromPlain,
  missingIn,
  placeOf,
  toSend,
  withMarks,
  withValue,
} from '../src/health/books/edit/bookForm'
import { lastDay } from '../src/health/books/kinds'
import { barOf, placeOf as placeOnLine, scaleOf, ticksOf } from '../src/health/books/timeline'

const book = (since: string, until: string | null) => ({ since, until }) as RuleBook
const words = {
  categories: [{ code: 'fever', title: '发热人员' }],
  slots: [{ code: 'acts', title: '现场处置' }],
} as RuleWords

test('days of tests are read from any writing', () => {
  expect(daysFrom('1，4、7 14')).toEqual([1, 4, 7, 14])
  expect(daysFrom('无')).toEqual([])
})

test('what is left out is not sent, and its mark goes with it', () => {
  const said = withMarks({ days: 7, tests: [1, 7] }, ['tests', 'days'])
  expect(withValue(said, 'tests', [])).toEqual({ days: 7, unconfirmed: ['days'] })
  expect(withValue({ landing_test: true }, 'landing_test', false)).toEqual({})
  expect(withMarks(said, [])).toEqual({ days: 7, tests: [1, 7] })
})

test('a figure that the paper does not give is said to be unknown', () => {
  expect(emptySlot('first')).toEqual({ kinds: [], days: 'unknown' })
  expect(emptySlot('counting')).toEqual({ since: 'last_exposure', day_one: 'next' })
})

test('the head tells what lacks', () => {
  expect(missingIn(emptyBook('36', '2022-04-01'))).toEqual(['code', 'titleZh', 'source'])
})

test('an English title is that of the paper where none is given', () => {
  const plain = { ...emptyBook('36', '2022-04-01'), title: { 'zh-Hans': '规定', en: '' } }
  expect(toSend(plain).title).toEqual({ 'zh-Hans': '规定', en: '规定' })
  expect(fromPlain({ code: 'A', ends: 'all' })).toMatchObject({ until: '', categories: {}, ends: 'all' })
})

test('where a form is wrong is told in its own words', () => {
  expect(placeOf('fever.acts.steps', words)).toEqual({ titles: ['发热人员', '现场处置'], field: 'steps' })
  expect(placeOf('until', words).titles).toEqual([])
})

test('a book lies on the line from its first day to its last, or goes on', () => {
  const [first, second] = [book('2021-01-01', '2022-01-01'), book('2022-01-01', null)]
  const scale = scaleOf([first, second], '2022-11-02')
  expect(barOf(scale, first)).toEqual({ left: 0, width: placeOnLine(scale, '2022-01-01'), open: false })
  expect(barOf(scale, second).open).toBe(true)
  expect(ticksOf(scale).map(({ label }) => label)).toEqual(['2021', '2021-07', '2022', '2022-07'])
})

test('people are told the last day', () => {
  expect(lastDay('2022-03-01')).toBe('2022-02-28')
})
