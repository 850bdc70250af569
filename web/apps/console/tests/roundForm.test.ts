import { describe, expect, it } from 'vitest'
import { ApiProblem, type Round } from '@gridward/api'
import { bodyOf, emptyRound, fieldOf, formOf, madeCode, newQuestion } from '../src/rounds/form/roundForm'

const TODAY = '2022-04-01'

function asking(text: string, more: object = {}) {
  return { ...newQuestion([]), text, ...more }
}

describe('the form of a round', () => {
  it('begins with two weeks', () => {
    expect(emptyRound(TODAY)).toMatchObject({ starts_on: TODAY, ends_on: '2022-04-14', every_days: 0 })
  })

  it('sends options of a choice alone, without empty lines and repeats', () => {
    const options = [' 一针 ', '', '两针', '一针']
    const { questions } = bodyOf({
      ...emptyRound(TODAY),
      questions: [
        asking('打了几针', { answer: 'choice', options }),
        asking('几口人', { answer: 'number', options }),
      ],
    })
    expect(questions?.map((one) => one.options)).toEqual([['一针', '两针'], []])
  })

  it('gives the same question the same code in every round, and another one another', () => {
    const one = asking('家里有老人吗')
    expect(madeCode(asking(' 家里有老人吗？'))).toBe(madeCode(one))
    expect(madeCode(asking('家里有孩子吗'))).not.toBe(madeCode(one))
    expect(madeCode({ ...one, about: 'person' })).not.toBe(madeCode(one))
    expect(madeCode(asking(' '))).toBe('')
  })

  it('keeps a code that somebody chose, and makes one anew when its own question changes', () => {
    const questions = [asking('家里有老人吗'), asking('几口人', { code: 'people' })]
    const sent = bodyOf({ ...emptyRound(TODAY), questions })
    const read = formOf({ ...sent, grids: [] } as unknown as Round)
    expect(read.questions.map(({ code }) => code)).toEqual(['', 'people'])
    const [first] = read.questions
    if (first) first.text = '家里有孩子吗'
    expect(bodyOf(read).questions?.[0]?.code).not.toBe(sent.questions?.[0]?.code)
  })

  it.each([
    ['round_name_missing', {}, 'name'],
    ['round_dates_turned', {}, 'dates'],
    ['round_question_twice', {}, 'questions'],
    ['bad_request', { fields: 'body.given.grid_ids' }, 'grid_ids'],
    ['bad_request', { fields: 'body.given.questions.0.options.1, body.given.tries' }, 'questions'],
    ['stale', {}, undefined],
  ])('shows %s %j beside %s', (code, details, field) => {
    expect(fieldOf(new ApiProblem(code, 422, '', details))).toBe(field)
  })
})
