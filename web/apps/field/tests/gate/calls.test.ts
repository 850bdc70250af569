import { describe, expect, it } from 'vitest'
import { whomToCall } from '../../src/gate/calls'
import type { GateSaid, PostSaid } from '../../src/gate/shapes'
import { GATE } from './world'

const lead = { name: '测安', phone: '+8619000000001' }
const police = { name: '测卫', phone: '+8619000000002' }
const posts: PostSaid[] = [
  { post: 'grid_police', acting: false, name: '测警', phone: '+8619000000003' },
  { post: 'grid_police', acting: true, name: '测代', phone: '+8619000000004' },
  { post: 'community_grid_leader', acting: false, name: '测区', phone: '+8619000000005' },
  { post: 'grid_manager', acting: false, name: '测安', phone: '+8619000000001' },
]

function gate(said: Partial<GateSaid>): GateSaid {
  const hours = { opens_at: null, closes_at: null }
  return { ...{ id: GATE, name: '东门', place: '', lanes: [], lead: null, police: null, ...hours }, ...said }
}

const say = (key: string, named?: Record<string, string>) => (named ? `${named.post}*` : key)
const said = (of: Partial<GateSaid>) => whomToCall(gate(of), say).map(({ word, name }) => `${word} ${name}`)

describe('whom a keeper calls', () => {
  it('those of the gate first, then of its grid, each person once', () => {
    expect(said({ lead, police, posts })).toEqual([
      'gate.calls.officer 测卫',
      'gate.calls.lead 测安',
      'orderWords.post.community_grid_leader 测区',
    ])
  })

  it('the officer of the grid and the deputy where the gate names none', () => {
    expect(said({ posts }).slice(0, 2)).toEqual([
      'orderWords.post.grid_police 测警',
      'orderWords.post.grid_police* 测代',
    ])
  })

  it('the officer of the grid where the one of the gate left no number', () => {
    expect(said({ police: { ...police, phone: '' }, posts })[0]).toBe('orderWords.post.grid_police 测警')
  })

  it('nobody without a number, and nobody of a copy from before', () => {
    expect(said({ posts: posts.map((one) => ({ ...one, phone: '' })) })).toEqual([])
    expect(said({})).toEqual([])
  })
})
