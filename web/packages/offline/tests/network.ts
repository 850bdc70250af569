/** The network: it loses what it likes, brings copies later, and tells a dead page nothing. */
import { settled, type Tab } from './browser'
import { noSignal } from './refusal'
import type { Random } from './random'

const never = new Promise<never>(() => undefined)

export class Network {
  isBad = false
  private readonly late: (() => unknown)[] = []

  constructor(private readonly random: Random) {}

  async through<T>(tab: Tab, ask: () => T): Promise<T> {
    await settled(1)
    if (this.happens(0.12)) throw noSignal()
    const answer = ask()
    if (this.happens(0.15)) this.late.push(ask)
    if (this.happens(0.05)) tab.kill()
    if (tab.isDead) return never
    if (this.happens(0.2)) throw noSignal()
    return answer
  }

  /** The server was down for so long that nothing is on the way any more. */
  fallSilent(): void {
    this.late.length = 0
  }

  /** What was kept on the way arrives once more. */
  arriveLate(): void {
    const [copy] = this.late.splice(this.random.below(this.late.length), 1)
    copy?.()
  }

  happens(share: number): boolean {
    return this.isBad && this.random.chance(share)
  }
}
