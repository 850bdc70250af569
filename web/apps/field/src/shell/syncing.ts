import { OfflineProblem } from '@gridward/offline'
import { i18n } from '../i18n'
import { usePhone } from '../phone'
import { tell, tellProblem } from './problems'

const { phone, status } = usePhone()

/** Asks and sends now; without a signal the strip says so, and nothing is thrown. */
export async function syncNow(): Promise<void> {
  try {
    await phone.value?.sync()
  } catch (error) {
    if (!isEnd(error)) tellProblem(error)
  }
}

/** As a person asks for it, who wants to hear why nothing went. */
export async function syncOnRequest(): Promise<void> {
  await syncNow()
  const { connection } = status.value
  if (connection === 'offline') tell(i18n.global.t('shell.problem.network'))
  if (connection === 'sign_in_needed') tell(i18n.global.t('shell.signInToSend'))
}

/** The phone was locked or wiped meanwhile: the app goes where that leads by itself. */
function isEnd(error: unknown): boolean {
  return error instanceof OfflineProblem && (error.code === 'wiped' || error.code === 'locked')
}
