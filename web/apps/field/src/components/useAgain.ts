import type { Content, Given } from '@gridward/offline'
import { useRoute } from 'vue-router'
import { usePhone } from '../phone'
import { tellProblem } from '../shell/problems'

/** A form that mends a refused command (`?again=` its id) gives it again in its place; any other gives a new one. */
export function useAgain() {
  const { phone, give } = usePhone()
  const { again } = useRoute().query
  const given = phone.value?.outbox().find(({ id, state }) => id === again && state === 'needs_you')

  async function giveOrAgain(kind: string, content: Content, photos: Blob[] = []): Promise<void> {
    if (given?.kind !== kind || !phone.value) await give(kind, content, { photos })
    else
      await phone.value
        .giveAgain(given.id, { ...keptOf(given), ...content, ...photosOf(given.content) })
        .catch(fail)
  }

  /** What a form knows nothing of stays in a change; a form of something new says all of it, and what it left out goes. */
  function keptOf({ kind, content }: Given): object {
    return kind.endsWith('.add') ? {} : content
  }

  function fail(error: unknown): never {
    tellProblem(error)
    throw error
  }

  return { refused: given?.content, giveOrAgain }
}

/** What was photographed goes with it again. */
function photosOf({ photos }: Content) {
  return Array.isArray(photos) ? { photos: photos as string[] } : {}
}
