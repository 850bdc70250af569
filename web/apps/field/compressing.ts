import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const SHRINKING = /\.(js|css|html|svg|webmanifest|wasm)$/

/** Lays a compressed copy beside what of the build gets smaller by it: the server hands it out as it is. */
export function compressing(): Plugin {
  let folder = ''
  return {
    name: 'compressing',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir)),
    closeBundle: {
      order: 'post', // after the service worker is written
      sequential: true,
      handler: () => textsIn(folder).forEach(compress),
    },
  }
}

function textsIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => SHRINKING.test(name)).map((name) => join(folder, name))
}

function compress(file: string): void {
  const content = readFileSync(file)
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(content))
}
