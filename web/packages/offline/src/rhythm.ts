/** When the phone syncs by itself: soon after something was given, when a signal comes, and every so often while seen. */
import type { Connection } from './connection'
import type { Surroundings } from './surroundings'

export const EVERY = 60_000
/** Several commands given at once go up together. */
export const SOON = 400
export const FIRST_WAIT = 5_000
export const LONGEST_WAIT = 300_000

type Beat = () => Promise<unknown>

export class Rhythm {
  private failures = 0
  private connection: Connection = 'unknown'
  private readonly stops: (() => void)[]
  private cancel = (): void => undefined
  private stopped = false
  /** Something was given that a sync which runs may have passed already. */
  private given = false

  constructor(
    private readonly beat: Beat,
    private readonly surroundings: Surroundings,
  ) {
    const { onOnline, onVisibility, isVisible } = surroundings
    this.stops = [
      onOnline(() => this.in(0)),
      onVisibility(() => {
        if (isVisible()) this.in(0)
      }),
    ]
    this.in(0)
  }

  /** Something was given. While the server does not answer, the next try comes in its own time. */
  soon(): void {
    this.given = true
    if (this.failures === 0) this.in(SOON)
  }

  /** A sync has ended, whoever asked for it. */
  heard(connection: Connection): void {
    this.connection = connection
    this.failures = connection === 'offline' ? this.failures + 1 : 0
    if (this.failures) this.in(this.wait())
    else this.in(this.given ? SOON : EVERY)
  }

  /** Whether to ask: nobody is signed in until somebody signs in. */
  get asks(): boolean {
    return this.connection !== 'sign_in_needed' && this.surroundings.isVisible()
  }

  stop(): void {
    this.stopped = true
    this.cancel()
    for (const stop of this.stops) stop()
  }

  /** Phones that lost the signal together do not come back together. */
  private wait(): number {
    const longest = Math.min(FIRST_WAIT * 2 ** (this.failures - 1), LONGEST_WAIT)
    return longest * (0.5 + this.surroundings.random() / 2)
  }

  private in(milliseconds: number): void {
    this.cancel()
    if (!this.stopped) this.cancel = this.surroundings.later(() => this.now(), milliseconds)
  }

  private now(): void {
    this.given = false
    void this.beat()
  }
}
