/** Codes in a picture, by ZXing. Its program comes from us: the library would ask a foreign host. */
import {
  prepareZXingModule,
  readBarcodes,
  type ReaderOptions,
  type ZXingModuleOverrides,
} from 'zxing-wasm/reader'

/** A pass on crumpled paper, a dim or inverted screen, a code that fills the picture. */
const OPTIONS: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryInvert: true,
  tryDownscale: true,
  maxNumberOfSymbols: 4,
}

export async function prepareZxing(overrides: ZXingModuleOverrides): Promise<void> {
  await prepareZXingModule({ overrides, fireImmediately: true })
}

export async function textsIn(picture: ImageData): Promise<string[]> {
  const found = await readBarcodes(picture, OPTIONS)
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}
