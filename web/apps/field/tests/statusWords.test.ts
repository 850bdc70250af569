import type { Status } from '@gridward/offline'
import { describe, expect, it } from 'vitest'
import { attentionWords, connectionWords } from '../src/shell/statusWords'
import { textsOf } from './texts'

const GOOD: Status = {
  connection: 'online',
  syncing: false,
  waiting: 0,
  needsYou: 0,
  gates: { waiting: 0, needsYou: 0 },
  heardAt: '2026-11-28T10:00:00+08:00',
  storage: 0.1,
  ready: true,
}

const texts = textsOf('zh-Hans')

describe('the strip', () => {
  it.each<[string, Partial<Status>, number]>([
    ['allSent', {}, 0],
    ['sending', { syncing: true, waiting: 3 }, 3],
    ['fetching', { syncing: true }, 0],
    ['waiting', { waiting: 2 }, 2],
    ['offline', { connection: 'offline' }, 0],
    ['offlineWaiting', { connection: 'offline', waiting: 4, syncing: true }, 4],
    ['signIn', { connection: 'sign_in_needed' }, 0],
    ['signInWaiting', { connection: 'sign_in_needed', waiting: 1 }, 1],
    ['unknown', { connection: 'unknown' }, 0],
  ])('says %s', (key, status, count) => {
    expect(connectionWords({ ...GOOD, ...status })).toMatchObject({ key, count })
    expect(texts.has(`shell.status.${key}`)).toBe(true)
  })

  it('is calm only when everything has arrived', () => {
    expect(connectionWords(GOOD).tone).toBe('calm')
    expect(connectionWords({ ...GOOD, waiting: 1 }).tone).not.toBe('calm')
  })
})

describe('what needs somebody', () => {
  it('is nothing on a good day', () => {
    expect(attentionWords(GOOD)).toBeUndefined()
    expect(attentionWords({ ...GOOD, storage: null })).toBeUndefined()
  })

  it('is what the server refused', () => {
    expect(attentionWords({ ...GOOD, needsYou: 2 })).toMatchObject({ key: 'needsYou', count: 2 })
  })

  it('is first of all a storage that is almost full', () => {
    expect(attentionWords({ ...GOOD, needsYou: 2, storage: 0.93 })).toMatchObject({
      key: 'storage',
      count: 93,
    })
  })

  it('is that not everything has come yet', () => {
    expect(attentionWords({ ...GOOD, ready: false, connection: 'offline' })).toMatchObject({
      key: 'notReady',
    })
  })

  it.each(['storage', 'needsYou', 'notReady'])('has words for %s', (key) => {
    expect(texts.has(`shell.status.${key}`)).toBe(true)
  })
})
