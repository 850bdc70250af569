/** What holds after a history has healed, and of foreign rows after each sync. */
import { expect } from 'vitest'
import type { Phone } from '../src/contract'
import type { Owned } from './owned'
import type { ModelServer } from './modelServer'

/** The last tab of each phone was opened after the end: it shows what is stored, as those that lived through it do. */
export async function check(server: ModelServer, phones: readonly Owned[]): Promise<void> {
  for (const owned of phones) {
    for (const { phone, tab } of owned.tabs) {
      expect(tab.errors).toEqual([])
      everyCommandHasOneEnd(server, owned, phone)
      showsWhatTheServerHas(server, owned, phone)
      expect(phone.outbox()).toEqual(owned.tabs[0]?.phone.outbox())
    }
    await noForeignRows(server, owned)
  }
}

/** After a sync that has come to its end nothing lies on the phone of a grid that its owner does not hold. */
export async function noForeignRows(server: ModelServer, { store, account }: Owned): Promise<void> {
  const grids = new Set((await store.documents.toArray()).map((row) => row.grid))
  expect([...(server.held.get(account) ?? [])]).toEqual(expect.arrayContaining([...grids]))
}

function everyCommandHasOneEnd(server: ModelServer, { given }: Owned, phone: Phone): void {
  const outbox = new Map(phone.outbox().map((one) => [one.id, one]))
  expect([...outbox.keys()]).toEqual(expect.arrayContaining(given))
  for (const { id, state, kind, content, photos } of outbox.values()) {
    const told = `${kind} ${JSON.stringify(content)} is ${state}`
    expect(['confirmed', 'needs_you'], told).toContain(state)
    expect(server.timesCarriedOut(id), told).toBe(state === 'confirmed' ? 1 : 0)
    if (state === 'confirmed') expect(server.photos()).toEqual(expect.arrayContaining(photos))
  }
}

function showsWhatTheServerHas(server: ModelServer, { held }: Owned, phone: Phone): void {
  const there = new Map(held.flatMap((one) => [...server.documents(one)]))
  const shown = [...phone.all('household'), ...phone.all('target'), ...phone.all('round')]
  expect(new Map(shown.map(({ document }) => [document.id, document]))).toEqual(there)
}
