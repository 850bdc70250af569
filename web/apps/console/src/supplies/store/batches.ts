import type { StockArticle } from '@gridward/api'

export interface HeldBatch {
  key: string
  article: string
  name: string
  measure: string
  lot: string
  expires_on: string | null
  amount: number
}

/** The batches of a store, each by itself, what expires first before the rest of its article. */
export function batchesOf(stock: StockArticle[]): HeldBatch[] {
  return stock.flatMap(({ article, name, measure, lots }) =>
    lots.map(({ lot, expires_on, amount }) => ({
      key: [article, lot, expires_on ?? ''].join('|'),
      article,
      name,
      measure,
      lot,
      expires_on,
      amount,
    })),
  )
}
