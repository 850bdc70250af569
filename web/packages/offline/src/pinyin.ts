/** First letters of Chinese words, out of the order in which the browser itself sorts by pinyin. */

const LETTERS = 'abcdefghjklmnopqrstwxyz'

/** The first character of each letter. */
const FIRSTS = [...'阿八嚓哒妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀']

const HAN = /\p{Script=Han}/u

/**
 * `湖滨1号` becomes `hb1h`: of each character its most usual reading, so names of people are better sought by the keys
 * that the server tells. Empty where the browser cannot sort by pinyin.
 */
export function initials(text: string, collator = new Intl.Collator('zh-CN-u-co-pinyin')): string {
  if (!sorts(collator)) return ''
  return [...text].map((one) => (HAN.test(one) ? letter(one, collator) : plain(one))).join('')
}

function letter(character: string, collator: Intl.Collator): string {
  const behind = FIRSTS.findIndex((first) => collator.compare(character, first) < 0)
  return LETTERS.charAt((behind < 0 ? FIRSTS.length : behind) - 1)
}

function plain(character: string): string {
  return /[a-z\d]/i.test(character) ? character.toLowerCase() : ''
}

function sorts(collator: Intl.Collator): boolean {
  return FIRSTS.every((first, index) => index === 0 || collator.compare(FIRSTS[index - 1] ?? '', first) < 0)
}
