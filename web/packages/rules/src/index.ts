/**
 * What a gate decides without a signal, twin of `src/gridward/work/checkpoints`; `tests/cases/*.json` keep the two equal.
 *
 * `judging` is the verdict, `tokens` reads codes of passes, `passes` says whether one holds; `plain` reads the JSON that
 * the server sends. `passBook` and `watchList` are what a gate knows of passes and of people, small enough for a phone.
 */
export * from './terms'
export { bytesOf, hexOf } from './bytes'
export { instantFrom } from './instants'
export { judgePassage, SUGGESTS } from './judging'
export { normal, WATCH_KINDS, type WatchKind } from './normal'
export { PassBook } from './passBook'
export { passState } from './passes'
export { factsFrom, knownFrom, rulesFrom, tokenFrom, type Plain } from './plain'
export { display, parsePlate, plateKeys, type Plate, type PlateKeys, type PlateProblem } from './plates'
export { importKeys, readToken, type TokenKeys } from './tokens'
export { WatchList } from './watchList'
