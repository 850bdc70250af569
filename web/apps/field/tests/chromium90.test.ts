import { describe, expect, it } from 'vitest'
import { sources } from './texts'

/** What a style sheet may hold only with something older beside it, or not at all: phones keep old WebViews for years. */
const TOO_NEW =
  /:has\(|&\s*[.:>~+[a-z]|color-mix\(|@layer|@container|@scope|accent-color|text-wrap|inset-inline|\d[ls]?vh\b(?<=[ls]vh)/
const VIEWPORT = /(\d+)[dls]v[hw]/g

function styles(): (readonly [file: string, css: string])[] {
  return sources('src/**/*.{vue,css}').map(
    ([file, text]) =>
      [file, file.endsWith('.css') ? text : [...text.matchAll(/<style[^]*?<\/style>/g)].join('\n')] as const,
  )
}

describe('style sheets', () => {
  it('hold nothing that Chromium 90 lacks', () => {
    const found = styles().flatMap(([file, css]) => {
      const bad = css.replace(VIEWPORT, '').match(TOO_NEW)
      return bad ? [`${file}: ${bad[0]}`] : []
    })
    expect(styles().length).toBeGreaterThan(10)
    expect(found).toEqual([])
  })

  it('give a height of the visible screen only after the plain one', () => {
    const alone = styles().filter(([, css]) =>
      [...css.matchAll(/([\w-]+):[^;]*\d[dls]vh[^;]*;/g)].some(
        ({ index, 1: property }) =>
          !new RegExp(`${property}:[^;]*\\dvh[^;]*;\\s*$`).test(css.slice(0, index)),
      ),
    )
    expect(alone.map(([file]) => file)).toEqual([])
  })
})
