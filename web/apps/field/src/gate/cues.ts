/** What is heard and felt of a verdict: three sounds that nobody mistakes in the cold, and the phone's shaking. */
import type { Verdict } from '@gridward/rules'

/** Hertz, seconds from the beginning, seconds that it lasts. */
type Tone = readonly [hertz: number, at: number, lasts: number]

/** Up and short; twice on one height; low and long. */
const TONES: Readonly<Record<Verdict, readonly Tone[]>> = {
  pass: [
    [880, 0, 0.09],
    [1320, 0.1, 0.14],
  ],
  ask: [
    [660, 0, 0.14],
    [660, 0.22, 0.14],
  ],
  hold: [
    [220, 0, 0.28],
    [196, 0.34, 0.28],
    [220, 0.68, 0.4],
  ],
}
const SHAKES: Readonly<Record<Verdict, number[]>> = {
  pass: [60],
  ask: [90, 90, 90],
  hold: [350, 120, 350, 120, 350],
}

let context: AudioContext | undefined

/** Browsers let a page sound only after a tap: called at one. */
export function readySounds(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  void context.resume().catch(() => undefined)
}

export function cue(verdict: Verdict, isSilent: boolean): void {
  if ('vibrate' in navigator) navigator.vibrate(SHAKES[verdict])
  if (!isSilent && context) for (const tone of TONES[verdict]) sound(context, tone)
}

function sound(audio: AudioContext, [hertz, at, lasts]: Tone): void {
  const [begins, ends] = [audio.currentTime + at, audio.currentTime + at + lasts]
  const [tone, loudness] = [audio.createOscillator(), audio.createGain()]
  tone.type = 'square'
  tone.frequency.value = hertz
  loudness.gain.setValueAtTime(0.0001, begins)
  loudness.gain.exponentialRampToValueAtTime(0.35, begins + 0.01)
  loudness.gain.exponentialRampToValueAtTime(0.0001, ends)
  tone.connect(loudness).connect(audio.destination)
  tone.start(begins)
  tone.stop(ends + 0.02)
}
