/** A canvas that takes whatever is drawn on it: there is none in tests, and nobody looks. */
export function withCanvas(): void {
  const drawing = new Proxy({}, { get: () => () => undefined, set: () => true })
  HTMLCanvasElement.prototype.getContext = (() => drawing) as never
}
