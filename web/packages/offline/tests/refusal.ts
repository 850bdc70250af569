/** Problems as the client of the API throws them. */

export class Refusal extends Error {
  readonly sentence: string

  constructor(
    readonly code: string,
    readonly status = 409,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code)
    this.sentence = `In words: ${code}`
  }
}

/** No answer comes; as the client of the API tells it. */
export const noSignal = () => new Refusal('network', 0)
