import { describe, expect, it } from 'vitest'
import { ApiProblem, asProblem, problemFrom } from '../src'

describe('a failed answer', () => {
  it('keeps the code, sentence and details that the server gave', () => {
    const problem = problemFrom(409, {
      code: 'stale',
      sentence: 'Somebody else changed it.',
      details: { row: 3 },
    })
    expect(problem).toMatchObject({ code: 'stale', status: 409, sentence: 'Somebody else changed it.' })
    expect(problem.details).toEqual({ row: 3 })
  })

  it.each([
    [403, 'refused'],
    [413, 'too_large'],
    [429, 'too_many'],
    [502, 'unexpected'],
  ])('without a code is told by its status %i', (status, code) => {
    expect(problemFrom(status, '<html>').code).toBe(code)
  })
})

describe('a thrown value', () => {
  it('from a fetch without an answer is a network problem', () => {
    expect(asProblem(new TypeError('Failed to fetch'))).toMatchObject({ code: 'network', status: 0 })
  })

  it('that already is a problem stays itself', () => {
    const problem = new ApiProblem('stale', 409)
    expect(asProblem(problem)).toBe(problem)
  })

  it('that is a bug is not hidden', () => {
    expect(() => asProblem(new RangeError('bug'))).toThrow(RangeError)
  })
})
