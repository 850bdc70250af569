/** Moves of a version that need nothing but the version as it was seen. */
export const BARE = {
  ask: '/api/v1/rulebooks/books/{book_id}/ask',
  takeBack: '/api/v1/rulebooks/books/{book_id}/take-back',
  drop: '/api/v1/rulebooks/books/{book_id}/drop',
} as const

/** Decisions, each with the mark of the changes that were shown. */
export const DECISIONS = {
  accept: '/api/v1/rulebooks/books/{book_id}/accept',
  withdraw: '/api/v1/rulebooks/books/{book_id}/withdraw',
} as const

export type BareMove = keyof typeof BARE
