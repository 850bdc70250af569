/**
 * A phone that works without a signal, over `POST /api/v1/sync/pull` and `push` (docs/subsystems/sync.md).
 *
 * `phones` is the way in and `phone` what screens use. On the phone lie sealed rows (`storage`, `sealing`, `keys`,
 * `accounts`); `vault` is their opened form, `view` what is shown of it: pulled documents (`base`) with the phone's own
 * commands on top (`draft`, `entries`). `syncing` brings commands up (`outbox`, `pushing`) and documents down
 * (`pulling`), in its `rhythm`. `gates` is apart from that: the copy of a gate, and what is written at it.
 */
export * from './connection'
export * from './contract'
export * from './gates/contract'
export { initials } from './pinyin'
export { openPhones } from './phones'
export { overApi, ownGrids } from './api'
export { browser, type Surroundings } from './surroundings'
