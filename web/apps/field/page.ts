import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'
import account from './src/locales/zh-Hans/account.json' with { type: 'json' }
import shell from './src/locales/zh-Hans/shell.json' with { type: 'json' }

const TEXTS: Record<string, Record<string, unknown>> = { account, shell }
const INLINE_FONT = /url\(data:font\/woff2;[^,]*,([^)]*)\)\s*format\(["']woff2["']\)/

/** What a phone shows first comes first: the page's own form is painted while styles and program are on their way. */
export function firstFrame(): Plugin[] {
  return [
    {
      name: 'first-frame-texts',
      transformIndexHtml: (page) =>
        page.replace(/\{\{(\w+)\.(\w+)\}\}/g, (_, area: string, key: string) => String(TEXTS[area]?.[key])),
    },
    {
      name: 'styles-behind-the-first-frame',
      apply: 'build',
      transformIndexHtml: { order: 'post', handler: stylesLast },
    },
  ]
}

/** A style sheet in the head holds up everything; behind the form only what follows it, and the program. */
function stylesLast(page: string): string {
  const links = page.match(/\s*<link rel="stylesheet"[^>]*>/g) ?? []
  const rest = links.reduce((left, link) => left.replace(link, ''), page)
  return rest.replace('</body>', `${links.join('')}\n  </body>`)
}

/** Vant's icons stand in its style sheet, a quarter of all that the first page loads: a file of their own may come later. */
export function iconsApart(base: string): Plugin {
  return {
    name: 'icons-apart',
    enforce: 'pre',
    apply: 'build',
    transform: {
      filter: { id: /vant[\\/]es[\\/]icon[\\/]index\.css/ },
      handler(code) {
        const source = Buffer.from(INLINE_FONT.exec(code)?.[1] ?? '', 'base64')
        if (!source.length) throw new Error('the icons of Vant are not where they were')
        const hash = createHash('sha256').update(source).digest('hex').slice(0, 8)
        const fileName = `assets/icons-${hash}.woff2`
        this.emitFile({ type: 'asset', fileName, source })
        return code.replace(INLINE_FONT, `url(${base}${fileName}) format("woff2")`)
      },
    },
  }
}
