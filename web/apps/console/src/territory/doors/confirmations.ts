import { ElMessageBox } from 'element-plus'

type Say = (key: string, named: Record<string, unknown>) => string

/** Whether people who are registered behind a door shall be taken off; closing the question is a no. */
export async function confirmMoveOut(say: Say, label: string, count: number): Promise<boolean> {
  return confirmed(say('matrix.confirmMoveOut', { label, count }), say)
}

export async function confirmRetire(say: Say, label: string): Promise<boolean> {
  return confirmed(say('matrix.confirmRetire', { label }), say)
}

async function confirmed(question: string, say: Say): Promise<boolean> {
  const options = { confirmButtonText: say('ui.confirm', {}), cancelButtonText: say('ui.cancel', {}) }
  return ElMessageBox.confirm(question, options).then(
    () => true,
    () => false,
  )
}
