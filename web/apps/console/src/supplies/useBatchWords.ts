import { useWords } from '@gridward/ui'

interface Batch {
  name: string
  lot: string
  expires_on: string | null
}

/** How a batch is called: its article, lot and last day, and what else is told of it. */
export function useBatchWords() {
  const { t, day } = useWords()

  return ({ name, lot, expires_on }: Batch, ...more: string[]): string =>
    [
      name,
      lot && t('supply.lotOf', { lot }),
      expires_on && t('supply.until', { day: day(expires_on) }),
      ...more,
    ]
      .filter(Boolean)
      .join(' · ')
}
