/** What one can do in the door matrix; every act refreshes the doors it touched and tells how to take it back. */
import {
  api,
  ApiProblem,
  ask,
  type DoorCell,
  type DoorEntryIn,
  type DoorMatrix,
  type PatternDoor,
  type WaitingHousehold,
} from '@gridward/api'
import { shallowRef, type ShallowRef } from 'vue'
import { withCell } from './matrix'

export interface Undo {
  /** The catalogue's sentence for what was done, and the door's label in it. */
  done: string
  label: string
  take: () => Promise<unknown>
}

const MEANWHILE = ['door_changed_meanwhile', 'stale']

export function useDoorActs(matrix: ShallowRef<DoorMatrix | undefined>, reload: () => Promise<void>) {
  const undo = shallowRef<Undo>()

  const put = (cell: DoorCell) => {
    if (matrix.value) matrix.value = withCell(matrix.value, cell)
  }

  async function refresh(dwelling: string): Promise<DoorCell> {
    const params = { path: { dwelling_id: dwelling } }
    const cell = await ask(api.GET('/api/v1/register/dwellings/{dwelling_id}', { params }))
    put(cell)
    return cell
  }

  /** Does an act on a door; where somebody was quicker, the door is shown as it is now. */
  async function attempt<Answer>(cell: DoorCell, act: () => Promise<Answer>): Promise<Answer> {
    try {
      return await act()
    } catch (error) {
      if (error instanceof ApiProblem && MEANWHILE.includes(error.code)) await refresh(cell.dwelling_id)
      throw error
    }
  }

  /** Enters who lives behind a door; `done` is told where it can be taken back. */
  async function enter(cell: DoorCell, entry: DoorEntryIn, done = '') {
    const answer = await attempt(cell, () => postEntry(cell, entry))
    put(answer.door)
    undo.value = done ? undoOfEntry(cell, answer.door, answer.household_id, done) : undefined
    return answer
  }

  function postEntry(cell: DoorCell, entry: DoorEntryIn) {
    const seen = cell.households.map(({ id, version }) => ({ id, version }))
    return ask(
      api.POST('/api/v1/register/dwellings/{dwelling_id}/entry', {
        params: { path: { dwelling_id: cell.dwelling_id } },
        body: { ...entry, seen },
      }),
    )
  }

  /** A new household without anybody is withdrawn; a changed state is set back where nobody was taken off. */
  function undoOfEntry(before: DoorCell, after: DoorCell, household: string, done: string): Undo | undefined {
    const now = after.households.find(({ id }) => id === household)
    const old = before.households.find(({ id }) => id === household)
    if (!now || now.residents || old?.residents) return
    const take = old
      ? async () => {
          const { door } = await postEntry(after, {
            household_id: household,
            state: old.state,
            tenure: old.tenure,
            persons_said: old.persons_said,
          })
          put(door)
        }
      : async () => {
          const params = { path: { household_id: household } }
          await ask(
            api.POST('/api/v1/register/households/{household_id}/withdraw', {
              params,
              body: { version: now.version },
            }),
          )
          await refresh(after.dwelling_id)
        }
    return { done, label: before.label, take }
  }

  async function assign(cell: DoorCell, waiting: WaitingHousehold): Promise<void> {
    const seen = cell.households.map(({ id, version }) => ({ id, version }))
    const after = await attempt(cell, () =>
      ask(
        api.POST('/api/v1/register/dwellings/{dwelling_id}/assign', {
          params: { path: { dwelling_id: cell.dwelling_id } },
          body: { seen, household_id: waiting.id, version: waiting.version },
        }),
      ),
    )
    put(after)
    const version = after.households.find(({ id }) => id === waiting.id)?.version ?? 0
    undo.value = {
      done: 'matrix.assigned',
      label: cell.label,
      take: async () => {
        await ask(
          api.PATCH('/api/v1/register/households/{household_id}', {
            params: { path: { household_id: waiting.id } },
            body: {
              version,
              dwelling_id: null,
              address_text: waiting.address_text,
              grid_id: waiting.grid_id,
            },
          }),
        )
        await refresh(cell.dwelling_id)
      },
    }
  }

  async function correct(
    cell: DoorCell,
    given: { unit: string; room: string; floor: number | null; residential: boolean },
  ): Promise<void> {
    const patch = (version: number, fields: typeof given) =>
      ask(
        api.PATCH('/api/v1/territory/dwellings/{dwelling_id}', {
          params: { path: { dwelling_id: cell.dwelling_id } },
          body: { version, ...fields },
        }),
      )
    await attempt(cell, () => patch(cell.version, given))
    await reload()
    const { unit_key: unit, room, floor, residential } = cell
    undo.value = {
      done: 'matrix.corrected',
      label: cell.label,
      take: async () => {
        await patch(cell.version + 1, { unit, room, floor, residential })
        await reload()
      },
    }
  }

  async function retire(cell: DoorCell): Promise<void> {
    await attempt(cell, () => postRetire(cell.dwelling_id, cell.version))
    undo.value = undefined
    await reload()
  }

  function postRetire(dwelling: string, version: number) {
    const params = { path: { dwelling_id: dwelling } }
    return ask(api.POST('/api/v1/territory/dwellings/{dwelling_id}/retire', { params, body: { version } }))
  }

  /** Enters the doors of a line, or tells in a rehearsal which they would be. */
  async function addDoors(text: string, unit: string, rehearse: boolean): Promise<PatternDoor[]> {
    const building = matrix.value?.building_id ?? ''
    const doors = await ask(
      api.POST('/api/v1/territory/buildings/{building_id}/doors', {
        params: { path: { building_id: building } },
        body: { text, unit, rehearse },
      }),
    )
    if (rehearse) return doors
    const made = doors.filter(({ known }) => !known)
    await reload()
    undo.value = {
      done: 'matrix.doorsAdded',
      label: String(made.length),
      take: async () => {
        for (const { id } of made) if (id) await postRetire(id, 1)
        await reload()
      },
    }
    return doors
  }

  /** Takes the last act back; there is one step of it. */
  async function takeBack(): Promise<void> {
    const last = undo.value
    undo.value = undefined
    await last?.take()
  }

  return { undo, enter, assign, correct, retire, addDoors, takeBack }
}

export type DoorActs = ReturnType<typeof useDoorActs>
