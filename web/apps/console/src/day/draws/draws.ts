import type { DrawPlan, DrawPlanIn } from '@gridward/api'

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

export type DrawState = 'stopped' | 'over' | 'ahead' | 'running'

/** How a state looks, as a class of the tag. */
export const DRAW_TAG: Record<DrawState, string> = {
  running: 'gw-tag--good',
  ahead: 'gw-tag--attention',
  over: 'gw-tag--quiet',
  stopped: 'gw-tag--quiet',
}

/** Where a plan stands on a day. A plan that was stopped is checked after its last day all the same. */
export function stateOf(plan: DrawPlan, today: string): DrawState {
  if (plan.over) return 'over'
  if (plan.stopped_on) return 'stopped'
  return plan.starts_on > today ? 'ahead' : 'running'
}

export type Windows = DrawPlanIn['windows']

/** How many hours of a week may be drawn; undefined where windows are empty, turned or lie over each other. */
export function hoursOf(windows: Windows): number | undefined {
  const hours = windows.flatMap(({ days, from, to }) =>
    days.flatMap((day) => Array.from({ length: Math.max(0, to - from) }, (_, nth) => `${day} ${from + nth}`)),
  )
  const sound = windows.every(({ days, from, to }) => days.length && from < to)
  return sound && hours.length && new Set(hours).size === hours.length ? hours.length : undefined
}

/** The first hour that may be drawn: the officer is told of the day no later. */
export function firstHour(windows: Windows): number {
  return Math.min(24, ...windows.map(({ from }) => from))
}
