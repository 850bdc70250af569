/** The other end of `zxing.ts`: answers each question with the texts that it read, or null where it can read nothing. */
import { prepareZxing, textsIn } from './pictures'

export type Wanted = { program: string } | { picture: ImageData }
export interface Told {
  texts: string[] | null
}

const answer = (told: Told) => (postMessage as (told: Told) => void)(told)

addEventListener('message', ({ data }: MessageEvent<Wanted>) => {
  const done = 'program' in data ? prepareZxing({ locateFile: () => data.program }) : textsIn(data.picture)
  void done.then((texts) => answer({ texts: texts ?? [] })).catch(() => answer({ texts: null }))
})
