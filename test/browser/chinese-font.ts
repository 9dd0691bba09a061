import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { BrowserContext } from 'playwright-core'

const STYLES = '/test-font/styles.css'

const folder = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
)

/** Quotation marks and dashes are as wide as a Chinese character in this font, so English keeps its own. */
const PUNCTUATION = /U\+20[0-9a-f]{2}(-20[0-9a-f]{2})?,/gi

/** The font's style sheet, under the first name in the pages' font list. */
const styles = (): string =>
  readFileSync(join(folder, 'index.css'), 'utf8')
    .replaceAll(PUNCTUATION, '')
    .replaceAll("'Noto Sans SC Variable'", "'Open Sans'")
    .replaceAll('./files/', '/test-font/')

/** Without a Chinese font the pictures show boxes: pages of this context get one. */
export const lendChineseFont = async (context: BrowserContext): Promise<void> => {
  await context.route('**/test-font/*', (route) => {
    const name = basename(new URL(route.request().url()).pathname)
    return name === basename(STYLES)
      ? route.fulfill({ contentType: 'text/css', body: styles() })
      : route.fulfill({ contentType: 'font/woff2', path: join(folder, 'files', name) })
  })
  await context.addInitScript((href) => {
    addEventListener('DOMContentLoaded', () => {
      const link = document.createElement('link')
      link.rel = 'stylesheet'
      link.href = href
      document.head.append(link)
    })
  }, STYLES)
}
