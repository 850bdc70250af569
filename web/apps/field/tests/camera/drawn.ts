/** Codes as a camera sees them: turned, tilted, out of focus, pale, noisy, dark on light or light on dark. */
import { encode } from 'uqr'

export interface Seen {
  /** Of the picture, in pixels. */
  size?: [width: number, height: number]
  /** Pixels that a module takes. */
  module?: number
  /** Degrees. */
  turned?: number
  /** How much smaller the far edge is, from 0. */
  tilted?: number
  /** Radius of the blur in pixels. */
  blurred?: number
  /** Levels of dark and light, of 255. */
  dark?: number
  light?: number
  noise?: number
}

const FLAT: Required<Seen> = {
  size: [960, 540],
  ...{ module: 5, turned: 0, tilted: 0, blurred: 0, dark: 20, light: 235, noise: 0 },
}
const QUIET = 4

/** The picture that a camera makes of a code on a desk. */
export function drawn(text: string, seen: Seen = {}): ImageData {
  const { size, module, turned, tilted, blurred, dark, light, noise } = { ...FLAT, ...seen }
  const modules = encode(text, { ecc: 'M', border: QUIET }).data
  const [width, height] = size
  const [sine, cosine] = [Math.sin((turned * Math.PI) / 180), Math.cos((turned * Math.PI) / 180)]
  const isDark = (x: number, y: number): boolean => {
    const far = 1 + tilted * (y / height - 0.5)
    const [fromMiddle, below] = [((x - width / 2) * far) / module, ((y - height / 2) * far) / module]
    const column = fromMiddle * cosine + below * sine + modules.length / 2
    const row = below * cosine - fromMiddle * sine + modules.length / 2
    return modules[Math.floor(row)]?.[Math.floor(column)] ?? false
  }
  const grey = Float64Array.from({ length: width * height }, (_, place) =>
    isDark(place % width, Math.floor(place / width)) ? dark : light,
  )
  return imageOf(blur(grey, width, blurred), width, noise)
}

/** The mean of a square, which is what a lens out of focus comes to. */
function blur(grey: Float64Array, width: number, radius: number): Float64Array {
  if (!radius) return grey
  const mean = (from: Float64Array, step: number) =>
    from.map((_, place) => {
      let sum = 0
      for (let by = -radius; by <= radius; by++) sum += from[place + by * step] ?? from[place] ?? 0
      return sum / (2 * radius + 1)
    })
  return mean(mean(grey, 1), width)
}

function imageOf(grey: Float64Array, width: number, noise: number): ImageData {
  const data = new Uint8ClampedArray(grey.length * 4)
  let seed = 7
  grey.forEach((level, place) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    const shown = level + (seed / 2_147_483_648 - 0.5) * noise
    data.set([shown, shown, shown, 255], place * 4)
  })
  return { data, width, height: grey.length / width, colorSpace: 'srgb' } as ImageData
}
