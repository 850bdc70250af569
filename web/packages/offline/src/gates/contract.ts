/** What a phone keeps of a gate: a copy of what the server tells, and what was written at the gate. */
import type { Connection } from '../connection'

/** A piece of a copy as the server tells it: passes with their ids, and ids of those that are gone. */
export interface GatePiece {
  passes: { id: string; [field: string]: unknown }[]
  gone: string[]
}

/** What is told beside the passes; lists that have not changed since are those told last. */
export type GateHead = Record<string, unknown>

/** How far a copy was read: what comes later is read on from there. */
export interface GatePlace {
  life: number
  place: number
}

/** A copy as it was read now: `anew` where all of it came again and what was read before is to be forgotten. */
export interface GateRead extends GatePlace {
  anew: boolean
  head: GateHead
  /** When the server told of it last, by the phone's clock in milliseconds. */
  heard: number
  /** How far the server's clock was ahead of the phone's then, in milliseconds. */
  ahead: number
}

/** Passages, the reasons that were written after them, and people who say that they live behind the gate. */
export const GATE_NOTES = ['passage', 'reason', 'missing'] as const
export type GateNoteKind = (typeof GATE_NOTES)[number]

/** `sent`: no answer was heard yet; `refused`: its writer must see why. */
export type GateNoteState = 'waiting' | 'sent' | 'done' | 'refused'

/** What was written: `body` goes to the server as it is, `shown` stays on the phone. */
export interface GateWritten<Body = Record<string, unknown>, Shown = Record<string, unknown>> {
  body: Body
  shown: Shown
}

export interface GateNote<
  Body = Record<string, unknown>,
  Shown = Record<string, unknown>,
> extends GateWritten<Body, Shown> {
  id: string
  kind: GateNoteKind
  state: GateNoteState
  refusal?: { code: string; sentence: string }
  /** What the server said of something that goes up alone; of a passage what it noticed (`reasons`). */
  answer?: Record<string, unknown>
}

/** Every method but `refresh` and `send` works without a signal. All throw what a phone throws that is open no more. */
export interface Gates {
  readonly counts: { waiting: number; needsYou: number }
  /**
   * Asks for what is new of a gate, until nothing is. A copy that begins anew takes the place of the one before once it
   * is whole. Throws the problem of the server.
   */
  refresh(gate: string): Promise<void>
  /**
   * Hands over the pieces that came after a place, all where it is of an earlier life (`anew`: what was read before is to be
   * forgotten); null where there is no copy.
   */
  read(
    gate: string,
    after: GatePlace | null,
    take: (piece: GatePiece, anew: boolean) => void,
  ): Promise<GateRead | null>
  /** Everything written in the last days, the newest last. */
  notes<Body, Shown>(): Promise<GateNote<Body, Shown>[]>
  /**
   * Takes something in under its own id; it is stored before this resolves, and goes up as soon as there is a signal. The
   * same id once more changes nothing.
   */
  write(kind: GateNoteKind, id: string, written: GateWritten): Promise<void>
  /** Writes over what was not sent yet; false where it was sent, and stays as it was. */
  rewrite(id: string, written: GateWritten): Promise<boolean>
  /** Of something refused that was seen: it goes. */
  setAside(id: string): Promise<void>
  /** Sends all that waits, again what was not answered; answers what stopped it. */
  send(): Promise<Connection>
}
