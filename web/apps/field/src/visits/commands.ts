/** How a recorded visit shows until the server's own word has come down. */
import type { PhoneHousehold } from '@gridward/api'
import type { Content, Draft, Given, KindOfCommand, Kinds } from '@gridward/offline'
import type { RouteLocationRaw } from 'vue-router'
import type { PhoneRound, PhoneTarget } from './documents'
import { expectedTarget, isExpected, visitIn } from './expected'
import { withVisit } from './recording'

/** As many visits as the server carries out together. */
const MOST = 500

const record: KindOfCommand = {
  together: MOST,
  about: ({ target_id, subject_id }) => [String(target_id ?? subject_id)],
  apply(view, content, at) {
    const visit = visitIn(content)
    if (isExpected({ id: visit.target_id })) expect(view, content)
    const target = view.edit<PhoneTarget>(visit.target_id)
    if (target) Object.assign(target, withVisit(target, visit, at, roundOf(view, target)))
  },
  // A target has no version to go by: the command is over when the server has told of what it is about again, and the
  // engine sees that by itself; or when the target is not on this phone any more.
  settled: (view, { target_id }) => typeof target_id === 'string' && !view.get(target_id),
}

export const kinds: Kinds = { 'visit.record': record }

/** Where a refused visit is mended. */
export const edits = {
  'visit.record': ({ id, content }: Given): RouteLocationRaw => ({
    name: 'visit',
    params: { id: visitIn(content).target_id },
    query: { again: id },
  }),
}

/** The place of a target that the server has not told of yet. */
function expect(view: Draft, { round_id, subject_id }: Content): void {
  const household = view.get(String(subject_id))
  if (!household) return
  const persons = (household.document as unknown as PhoneHousehold).residents.length
  const target = expectedTarget(String(round_id), String(subject_id), persons)
  if (!view.get(target.id)) view.add(household.grid, 'target', target)
}

function roundOf(view: Draft, target: PhoneTarget): PhoneRound | undefined {
  return view.get(target.round_id)?.document as PhoneRound | undefined
}
