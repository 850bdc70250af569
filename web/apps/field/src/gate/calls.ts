/** Whom a keeper calls of this gate's own people. */
import type { CallSaid, GateSaid } from './shapes'

export interface Call extends CallSaid {
  /** What they are, in words. */
  word: string
}

const POLICE = 'grid_police'

/**
 * Who is named at the gate, then who answers for its grid by a post: each person once, nobody without a telephone. The
 * officer of the grid is left out where the gate names one of its own.
 */
export function whomToCall(
  gate: GateSaid,
  say: (key: string, named?: Record<string, string>) => string,
): Call[] {
  const { police, lead, posts = [] } = gate
  const named = [
    { word: say('gate.calls.officer'), said: police },
    { word: say('gate.calls.lead'), said: lead },
  ]
  const held = posts
    .filter(({ post }) => !police?.phone || post !== POLICE)
    .map((said) => {
      const word = say(`orderWords.post.${said.post}`)
      return { word: said.acting ? say('gate.calls.acting', { post: word }) : word, said }
    })
  const once = new Map<string, Call>()
  for (const { word, said } of [...named, ...held]) {
    if (said?.phone && !once.has(said.phone))
      once.set(said.phone, { word, name: said.name, phone: said.phone })
  }
  return [...once.values()]
}
