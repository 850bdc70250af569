import type { Phone } from '../src/contract'
import type { AccountStore } from '../src/storage'
import type { Browser, Tab } from './browser'

/** A phone of a worker: its tabs, of which none is open between a death and the next start. */
export interface Owned {
  account: string
  /** The grids that its owner holds when all is well. */
  held: string[]
  browser: Browser
  skew: number
  tabs: { tab: Tab; phone: Phone }[]
  /** What lies on the phone, looked at from outside. */
  store: AccountStore
  /** Commands that its owner was told are stored. */
  given: string[]
}
