import type { SwapRow } from '@gridward/api'

export type SwapMove = 'agree' | 'withdraw' | 'approve' | 'refuse'

/** What somebody may do about a swap, the likeliest first; the server decides again. */
export function movesOf(swap: SwapRow, me: string | undefined, plans: boolean): SwapMove[] {
  const isParty = me === swap.giver_id || me === swap.taker_id
  if (isParty) return movesOfParty(swap, me)
  if (!plans) return []
  return swap.state === 'agreed' ? ['approve', 'refuse'] : swap.state === 'proposed' ? ['refuse'] : []
}

function movesOfParty({ state, proposed_by_id }: SwapRow, me: string | undefined): SwapMove[] {
  if (state === 'proposed' && proposed_by_id !== me) return ['agree', 'withdraw']
  return state === 'proposed' || state === 'agreed' ? ['withdraw'] : []
}
