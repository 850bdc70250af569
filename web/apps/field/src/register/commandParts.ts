/** What kinds of commands of the register share. */
import type { Content } from '@gridward/offline'

export const FIRST_VERSION = 1

export type Answer = Record<string, unknown>

/** Whether a row holds what was answered about it. */
export function isReached(version: unknown, answer: Answer): boolean {
  return typeof version === 'number' && version >= Number(answer.version)
}

export function said<Shape>(content: Content): Shape {
  return content as unknown as Shape
}

/** Without what was left out. */
export function given<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<Fields>
}
