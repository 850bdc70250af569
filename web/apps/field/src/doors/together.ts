/** Several doors, one outcome. */
import { askedOf, missingOf } from '../visits/answers'
import { visitOf, type Question, type Visit, type VisitOutcome } from '../visits/documents'
import type { Cell } from './standing'

/** A visit for each target behind the doors; doors that the round does not ask for have none. */
export function visitsTogether(cells: Cell[], outcome: VisitOutcome): Visit[] {
  const unchanged = outcome === 'met'
  return cells.flatMap(({ targets }) => targets.map(({ id }) => visitOf(id, outcome, { unchanged })))
}

/** Whether behind one of the doors something must be asked that nobody has answered: then one tap says too little. */
export function mustAsk(cells: Cell[], questions: Question[]): boolean {
  return cells.some(({ targets, households }) =>
    targets.some((target) => {
      const household = households.find(({ document }) => document.id === target.subject_id)
      return missingOf(askedOf(questions, target, household?.document.residents ?? []), {}).length > 0
    }),
  )
}
