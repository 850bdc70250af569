/** Somebody of the register, or somebody who is named with a grid, as it is typed; without `birth` none is asked for. */
export interface Whom {
  whom: 'resident' | 'other'
  resident: string
  grid: string
  name: string
  phone: string
  address: string
  document?: string
  birth?: string
}

export function emptyWhom(): Whom {
  return { whom: 'resident', resident: '', grid: '', name: '', phone: '', address: '' }
}
