/** What a PIN must not be: the ones that a finder of the phone tries first. */
export const PIN_LENGTH = 6

export type Weakness = 'short' | 'same' | 'run' | 'repeat' | 'common'

/** The middle row down, the corners, and their like: drawn on the keys rather than thought of. */
const COMMON = [
  '147258',
  '159357',
  '258000',
  '520520',
  '520131',
  '147147',
  '112233',
  '332211',
  '123321',
  '666888',
  '168168',
]

export function weaknessOf(pin: string): Weakness | undefined {
  if (!/^\d+$/.test(pin) || pin.length < PIN_LENGTH) return 'short'
  if (/^(\d)\1*$/.test(pin)) return 'same'
  if (isRun(pin)) return 'run'
  if (/^(\d{2,3})\1+$/.test(pin)) return 'repeat'
  return COMMON.includes(pin) ? 'common' : undefined
}

/** 234567, 987654, and those that go round at 0. */
function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10)
  return steps.every((step) => step === 1) || steps.every((step) => step === 9)
}
