/** What was typed into the form of the page itself (index.html) before the program had come. */
export interface Early {
  username: string
  password: string
  /** The box in which the cursor stood. */
  focused: string
  /** The key below was tapped already. */
  sent: boolean
}

const NOTHING: Early = { username: '', password: '', focused: '', sent: false }

let early = NOTHING

/** Before the program puts its own form in that place. */
export function takeOver(): void {
  const form = document.querySelector<HTMLFormElement>('#early')
  if (!form || form.hidden) return
  const valueOf = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? ''
  const focused = form.contains(document.activeElement) ? document.activeElement?.getAttribute('name') : ''
  const sent = form.dataset.sent === 'yes'
  early = { username: valueOf('username'), password: valueOf('password'), focused: focused ?? '', sent }
}

/** Once: a password is not kept. */
export function typedEarly(): Early {
  const typed = early
  early = NOTHING
  return typed
}
