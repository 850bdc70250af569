/** Photographs drawn anew, small: so nothing of the file goes along that names a place or a telephone. */
const LONGEST_SIDE = 1280
const QUALITY = 0.8

/** The photograph as a JPEG data URL, at most 1280 px on its longer side. */
export async function shrunk(file: Blob): Promise<string> {
  const picture = await decoded(file)
  const { width, height } = fitted(picture.naturalWidth, picture.naturalHeight)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
  return canvas.toDataURL('image/jpeg', QUALITY)
}

export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

async function decoded(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    return picture
  } finally {
    URL.revokeObjectURL(address)
  }
}

export function blobOf(dataUrl: string): Blob {
  const [head = '', body = ''] = dataUrl.split(',')
  const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
  return new Blob([bytes], { type: head.replace(/^data:|;base64$/g, '') })
}
