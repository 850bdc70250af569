/**
 * A scanner that acts as a keyboard: letters that come faster than any hand, ended by Enter or Tab. It works with no field in
 * focus, and where one is it puts back what stood there, so that nothing is lost or written twice.
 */

/** Between two keys of a scanner over a bad radio; a fast hand needs twice as long. */
export const LONGEST_GAP = 60
/** Shorter than a serial is nothing that a gate reads. */
const FEWEST = 6
const ENDS = ['Enter', 'Tab']

type Field = HTMLInputElement | HTMLTextAreaElement

/** A key as far as a scanner is told from it. */
export type Pressed = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'timeStamp'
  | 'shiftKey'
  | 'ctrlKey'
  | 'altKey'
  | 'metaKey'
  | 'repeat'
  | 'target'
  | 'preventDefault'
  | 'stopPropagation'
>

export class ScannerKeys {
  private letters = ''
  private last = -Infinity
  private field?: { element: Field; before: string }

  constructor(private readonly read: (text: string) => void) {}

  /** Every key that goes down anywhere on the page, before the page hears of it. */
  press(pressed: Pressed): void {
    const { key, timeStamp, ctrlKey, altKey, metaKey, repeat } = pressed
    if (ctrlKey || altKey || metaKey || repeat) return
    const isBurst = timeStamp - this.last <= LONGEST_GAP
    if (ENDS.includes(key)) return this.end(pressed, isBurst)
    const letter = letterOf(pressed)
    if (letter === undefined) return
    if (!isBurst) this.begin(pressed.target)
    this.letters += letter
    this.last = timeStamp
  }

  private begin(target: EventTarget | null): void {
    this.letters = ''
    this.field = isField(target) ? { element: target, before: target.value } : undefined
  }

  private end(pressed: Pressed, isBurst: boolean): void {
    const { letters, field } = this
    this.begin(null)
    this.last = -Infinity
    if (!isBurst || letters.length < FEWEST) return
    // Enter would press the key that has the focus, Tab would leave the page's order.
    pressed.preventDefault()
    pressed.stopPropagation()
    if (field) putBack(field)
    for (const one of apart(letters)) this.read(one)
  }
}

/**
 * Codes that came without an end between them, or half a code with the next behind it. No code of a pass has its own
 * beginning in it: what follows is base32, which has no 1.
 */
function apart(letters: string): string[] {
  return letters.split(/(?=GW1[A-Z2-7]{20})/i).filter(({ length }) => length >= FEWEST)
}

/** Listens until the returned function is called. */
export function hearScanner(read: (text: string) => void): () => void {
  const keys = new ScannerKeys(read)
  const press = (event: KeyboardEvent) => keys.press(event)
  addEventListener('keydown', press, { capture: true })
  return () => removeEventListener('keydown', press, { capture: true })
}

/** With a Chinese input method on, browsers hide the letter; the place of the key tells it. */
function letterOf({ key, code, shiftKey }: Pressed): string | undefined {
  if ([...key].length === 1) return key
  if (key !== 'Process' && key !== 'Unidentified') return undefined
  const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code) ?? []
  if (letter) return shiftKey ? letter : letter.toLowerCase()
  return digit
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function putBack({ element, before }: { element: Field; before: string }): void {
  element.value = before
  element.dispatchEvent(new Event('input', { bubbles: true }))
}
