import type { ChatClaim, ChatProposal } from '@gridward/api'

export interface ChatRow {
  of: ChatProposal
  /** The households that somebody means to record. */
  chosen: string[]
  /** What became of it, in words; empty until then. */
  done: string
}

type VisitClaim = Extract<ChatClaim, 'met' | 'no_answer' | 'refused' | 'away' | 'moved_out' | 'empty'>
const VISITS: VisitClaim[] = ['met', 'no_answer', 'refused', 'away', 'moved_out', 'empty']

/** The outcome of a visit that a claim is; what says that something was done says that somebody was met. */
export function outcomeOf(claim: ChatClaim | null): VisitClaim {
  return VISITS.find((one) => one === claim) ?? 'met'
}
