/** The shapes that cross the wire, under the names of the glossary. */
export type * from './common'
export type * from './imports'
export type * from './register'
export type * from './staff'
export type * from './territory'
