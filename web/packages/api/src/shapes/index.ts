/** The shapes that cross the wire, under the names of the glossary; generated from the server's own description. */
export type * from './ground'
export type * from './work'

export interface Page<Item> {
  items: Item[]
  next?: string | null
}
export type * from './rota'
export type * from './siting'
export type * from './health'
