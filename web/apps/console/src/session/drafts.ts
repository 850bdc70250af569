/** What is typed and not saved yet: kept for this tab alone, gone with the session. */
const PREFIX = 'gw-draft:'
const OWNER = 'gw-drafts-of'

export function readDraft<Form>(key: string): Form | undefined {
  try {
    const text = sessionStorage.getItem(PREFIX + key)
    return text ? (JSON.parse(text) as Form) : undefined
  } catch {
    return undefined
  }
}

export function writeDraft(key: string, form: unknown): void {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(form))
  } catch {
    // A full or closed store costs the draft, never the form.
  }
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(PREFIX + key)
}

/** Drafts belong to one account: a session that ran out leaves them to its owner, anybody else finds none. */
export function draftsOf(account: string): void {
  if (sessionStorage.getItem(OWNER) !== account) dropDrafts()
  sessionStorage.setItem(OWNER, account)
}

/** At sign-out, so that the next person at this screen finds nothing. */
export function dropDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
}
