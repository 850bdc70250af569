/**
 * What outlives a reload of the page, which WeChat does when it needs room: the code and what was typed. Both go when the
 * tab is closed, and what was typed goes when it was sent. A browser that keeps nothing is no reason to fail.
 */
const CODE = 'gridward.portal.code'
const DRAFT = 'gridward.portal.draft'
const ASKED = 'gridward.portal.asked'
/** As many as the server is asked after at once. */
const MOST_ASKED = 20

/** The code of a notice behind `#n/`, as posters have it; it stays in the address, which anybody may show around. */
export function noticeAtStart(): string {
  return location.hash.startsWith('#n/') ? location.hash.slice('#n/'.length) : ''
}

/** The code that the address brings, else the one kept. It leaves the address, so that the page can be shown around. */
export function codeAtStart(): string {
  const brought = location.hash.slice(1)
  if (brought) {
    history.replaceState(null, '', location.pathname)
    keep(CODE, brought)
  }
  return brought || kept(CODE)
}

/** A code with what says of which slip it is: `m/` stands before that of somebody under a measure. */
export function withoutMark(code: string): { plain: string; isMeasure: boolean } {
  const isMeasure = code.startsWith('m/')
  return { plain: isMeasure ? code.slice('m/'.length) : code, isMeasure }
}

export function keepCode(code: string): void {
  keep(CODE, code)
}

export function keepDraft(draft: unknown): void {
  keep(DRAFT, draft === undefined ? '' : JSON.stringify(draft))
}

export function keptDraft(): unknown {
  try {
    return JSON.parse(kept(DRAFT) || 'null')
  } catch {
    return null
  }
}

/** Requests for passes that this phone has sent: ids alone, which name nobody; they outlive the tab, as passes do. */
export function keptAsked(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(ASKED) ?? '[]')
    return Array.isArray(ids) ? ids.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

export function keepAsked(id: string): void {
  try {
    const ids = [id, ...keptAsked().filter((one) => one !== id)].slice(0, MOST_ASKED)
    localStorage.setItem(ASKED, JSON.stringify(ids))
  } catch {
    // The page works without.
  }
}

function keep(key: string, value: string): void {
  try {
    if (value) sessionStorage.setItem(key, value)
    else sessionStorage.removeItem(key)
  } catch {
    // The page works without.
  }
}

function kept(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
