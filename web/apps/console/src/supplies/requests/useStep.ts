import { api, ask, type SupplyStepIn, type SupplyStepKind } from '@gridward/api'
import { useTask } from '@gridward/ui'
import { newId } from '../../rounds/ids'

/** Sends one step of a request; sent again after a lost answer it is the same step. */
export function useStep(request: string, kind: SupplyStepKind, saved: () => void) {
  const { running, problem, run } = useTask()
  const id = newId()

  async function send(said: Partial<Omit<SupplyStepIn, 'id' | 'kind'>>): Promise<void> {
    const params = { path: { request_id: request } }
    const plain = { text: '', issued: [], carrier: '', arrived: [] }
    const body = { id, kind, ...plain, ...said }
    const call = () => ask(api.POST('/api/v1/supplies/requests/{request_id}/steps', { params, body }))
    if (await run(call)) saved()
  }

  return { running, problem, send }
}
