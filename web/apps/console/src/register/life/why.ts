/** Why a row is changed, as it is typed and as it goes to the server. */
export interface Why {
  correction: boolean
  on: string
  reason: string
}

export function noWhy(): Why {
  return { correction: false, on: '', reason: '' }
}

/** Nothing where nothing was said. */
export function whyBody({ correction, on, reason }: Why) {
  if (correction) return { why: { correction, reason: reason.trim() } }
  return on ? { why: { on, correction: false, reason: '' } } : {}
}

/** Today in the street, whatever clock the browser keeps. */
export function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
