import { ApiProblem, type Page } from '@gridward/api'
import { describe, expect, it } from 'vitest'
import { usePages } from '../src'

const FIRST = { items: [1, 2], next: 'two' }
const SECOND = { items: [3], next: null }

function read(after: string | undefined): Promise<Page<number>> {
  return Promise.resolve(after === 'two' ? SECOND : FIRST)
}

describe('a paged list', () => {
  it('grows by the next page', async () => {
    const list = usePages(read)
    await list.restart()
    await list.more()
    expect(list.items.value).toEqual([1, 2, 3])
    expect(list.next.value).toBeNull()
  })

  it('does not read beyond the end', async () => {
    const list = usePages(read)
    await list.restart()
    await list.more()
    await list.more()
    expect(list.items.value).toEqual([1, 2, 3])
  })

  it('keeps what it has when the next page fails', async () => {
    const list = usePages((after) =>
      after ? Promise.reject(new ApiProblem('network', 0)) : Promise.resolve(FIRST),
    )
    await list.restart()
    await list.more()
    expect(list.items.value).toEqual([1, 2])
    expect(list.problem.value?.code).toBe('network')
  })

  it('drops an answer that a later question has overtaken', async () => {
    const answers: ((page: Page<number>) => void)[] = []
    const list = usePages<number>(() => new Promise((resolve) => answers.push(resolve)))
    const [slow, fast] = [list.restart(), list.restart()]
    answers[1]?.(SECOND)
    answers[0]?.(FIRST)
    await Promise.all([slow, fast])
    expect(list.items.value).toEqual([3])
  })
})
