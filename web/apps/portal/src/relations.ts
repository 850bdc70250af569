/** Words that the register keeps for a relation; the catalogues say them in the reader's language. */
export const RELATIONS = [
  ['head', '户主'],
  ['spouse', '配偶'],
  ['son', '子'],
  ['daughter', '女'],
  ['father', '父亲'],
  ['mother', '母亲'],
  ['grandson', '孙子'],
  ['granddaughter', '孙女'],
  ['flatmate', '合租人'],
  ['other', '其他'],
] as const
