/** Ways to somebody who shows no code that scans, in the order in which they are needed. */
export const WAYS = [
  { name: 'serial', icon: 'coupon-o' },
  { name: 'plate', icon: 'logistics' },
  { name: 'identity', icon: 'idcard' },
  { name: 'phone', icon: 'phone-o' },
  { name: 'noPhone', icon: 'description-o' },
  { name: 'visitor', icon: 'friends-o' },
  { name: 'delivery', icon: 'bag-o' },
  { name: 'missing', icon: 'add-o' },
] as const
export type Way = (typeof WAYS)[number]['name']
