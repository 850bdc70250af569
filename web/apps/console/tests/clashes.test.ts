import { ApiProblem } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { clashesOf, decide } from '../src/register/life/clashes'

const FIELDS = [{ field: 'employer', before: '', mine: '一厂', theirs: '二厂', by: '某人', at: '2022-04-01' }]

describe('two who save one row', () => {
  it('reads both sides from the refusal, and from no other', () => {
    const refused = new ApiProblem('changed_meanwhile', 409, '', { version: 3, fields: FIELDS })
    expect(clashesOf(refused)).toEqual({ version: 3, fields: FIELDS })
    expect(clashesOf(new ApiProblem('stale', 409))).toBeUndefined()
    expect(clashesOf(undefined)).toBeUndefined()
  })

  it('leaves out what the other keeps and names what is wanted over it', () => {
    const body = {
      version: 1,
      employer: '一厂',
      note: '常住',
      document: 'x',
      sex: 'male',
      situation: { tested: true, away: 'city' },
    }
    const picks = { employer: 'mine', document: 'theirs', tested: 'theirs' } as const
    expect(decide(body, 3, picks)).toEqual({
      version: 1,
      employer: '一厂',
      note: '常住',
      situation: { away: 'city' },
      decided: { version: 3, fields: ['employer'] },
    })
  })
})
