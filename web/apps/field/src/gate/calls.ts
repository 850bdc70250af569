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
  ].flatMap(({ word, said }) => (said ? [{ ...said, word }] : []))
  const held = posts
    .filter(({ post }) => !police?.phone || post !== POLICE)
    .map(({ post, acting, name, phone }) => {
      const word = say(`orderWords.post.${post}`)
      return { word: acting ? say('gate.calls.acting', { post: word }) : word, name, phone }
    })
  const once = new Map<string, Call>()
  for (const call of [...named, ...held]) if (call.phone && !once.has(call.phone)) once.set(call.phone, call)
  return [...once.values()]
}
