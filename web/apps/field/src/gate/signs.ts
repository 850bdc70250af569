/** Signs on keys that say the same in every language. */
export const ERASE = '⌫'
export const FEWER = '−'
export const MORE = '+'
/** Of what is on this phone alone. */
export const HERE = '●'
export const LETTERS_PAGE = 'A1'
export const AND_OTHERS = '…'
