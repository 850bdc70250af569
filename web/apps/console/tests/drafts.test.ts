import { afterEach, describe, expect, it } from 'vitest'
import { draftsOf, dropDraft, dropDrafts, readDraft, writeDraft } from '../src/session/drafts'

afterEach(() => sessionStorage.clear())

describe('what is typed and not saved', () => {
  it('is there again after a reload, until it is saved', () => {
    writeDraft('resident:r1', { name: '单雨晴' })
    expect(readDraft('resident:r1')).toEqual({ name: '单雨晴' })
    dropDraft('resident:r1')
    expect(readDraft('resident:r1')).toBeUndefined()
  })

  it('is gone at sign-out, and other things are not', () => {
    sessionStorage.setItem('other', '1')
    writeDraft('a', {})
    writeDraft('b', {})
    dropDrafts()
    expect([readDraft('a'), readDraft('b'), sessionStorage.getItem('other')]).toEqual([
      undefined,
      undefined,
      '1',
    ])
  })

  it('belongs to one account', () => {
    draftsOf('one')
    writeDraft('a', { name: '甲' })
    draftsOf('one')
    expect(readDraft('a')).toEqual({ name: '甲' })
    draftsOf('other')
    expect(readDraft('a')).toBeUndefined()
  })

  it('is nothing where the store holds nonsense', () => {
    sessionStorage.setItem('gw-draft:a', '{')
    expect(readDraft('a')).toBeUndefined()
  })
})
