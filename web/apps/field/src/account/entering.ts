/** Signing in on a phone: whose it becomes, or whether it is theirs already. */
import { ApiProblem, api, ask, readSession, signOut, type Me } from '@gridward/api'
import type { KeptGrid } from '@gridward/offline'
import { askLimits } from '../limits'

export interface Owner {
  id: string
  name: string
}

export interface Entered {
  owner: Owner
  mustChangePassword: boolean
}

/** Who has signed in. On a phone that somebody has, only they: others are signed out again (`other_account`). */
export async function enter(holder: Owner | undefined): Promise<Entered> {
  const me = await ask(api.GET('/api/v1/me'))
  await askLimits()
  if (holder && holder.id !== me.account.id) {
    await signOut()
    throw new ApiProblem('other_account', 0, '', { name: holder.name })
  }
  return { owner: ownerOf(me), mustChangePassword: me.account.must_change_password }
}

/** The grids that this person's phone may keep; none is a refusal (`no_grids`). */
export async function readGrids(): Promise<KeptGrid[]> {
  const grids = await ask(api.GET('/api/v1/sync/grids'))
  if (!grids.length) throw new ApiProblem('no_grids', 0)
  return grids
}

const LEAVING = 'gridward.field.leaving'

/** Ends the session of who leaves the phone; without a signal that is made up for by the next who signs in. */
export async function endSession(): Promise<void> {
  localStorage.setItem(LEAVING, 'yes')
  await finishLeaving().catch(() => undefined)
}

/** Before anybody else signs in: a session that could not be ended when its owner left. */
export async function finishLeaving(): Promise<void> {
  if (!localStorage.getItem(LEAVING)) return
  await readSession()
  await signOut()
  localStorage.removeItem(LEAVING)
}

function ownerOf({ account, member }: Me): Owner {
  return { id: account.id, name: member?.name ?? account.username }
}
