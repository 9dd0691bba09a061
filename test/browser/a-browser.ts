import process from 'node:process'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Language } from '../../core/community/community.ts'
import { lendChineseFont } from './chinese-font.ts'
import { chromiumPath } from './chromium.ts'

/** A desk, and a phone in one hand. */
export const widths = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } } as const
export type Width = keyof typeof widths

export interface Opened {
  readonly page: Page
  readonly context: BrowserContext
  /** What the page complained about: errors on its console, exceptions, breaches of its policy, requests elsewhere. */
  readonly complaints: readonly string[]
}

export interface OpenOptions {
  readonly url: string
  /** Of the server's machine, as if its link had been opened in this browser before. */
  readonly token: string
  readonly width?: Width
  readonly language?: Language
  /** For pictures only: the font comes from beside the pages, so their policy is not in force. */
  readonly withChineseFont?: boolean
}

/** The browser that npm brings runs on Linux with x64 only: elsewhere it is the Chrome of the machine. */
const isPacked = process.platform === 'linux' && process.arch === 'x64'

export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    ...(isPacked ? { executablePath: await chromiumPath() } : { channel: 'chrome' }),
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-background-networking',
      '--font-render-hinting=none',
    ],
  })

// A connection that is cut on purpose, or an answer that refuses on purpose, is noted by the browser as well.
const isExpected = (text: string): boolean => /^Failed to load resource:/.test(text)

/** A browser's window with nothing in it from before. Whatever its page complains about is kept. */
export const openWindow = async (
  browser: Browser,
  { url, token, width = 'desk', language = 'en', withChineseFont = false }: OpenOptions,
): Promise<Opened> => {
  const context = await browser.newContext({
    baseURL: url,
    viewport: widths[width],
    locale: language,
    // Not the community's: whoever shows the browser's own time shows the wrong one.
    timezoneId: 'America/New_York',
    hasTouch: width === 'phone',
    reducedMotion: 'reduce',
    bypassCSP: withChineseFont,
  })
  const complaints: string[] = []
  if (withChineseFont) await lendChineseFont(context)
  await context.exposeFunction('onBreach', (breach: string) => complaints.push(`policy: ${breach}`))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      Reflect.get(globalThis, 'onBreach')(`${violatedDirective} ${blockedURI}`)
    })
  })
  if (token !== '') await context.addInitScript((kept) => localStorage.setItem('sixclear.token', kept), token)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text()))
      complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    const asked = new URL(request.url())
    if (asked.protocol.startsWith('http') && asked.origin !== new URL(url).origin)
      complaints.push(`elsewhere: ${asked.origin}`)
  })
  return { page, context, complaints }
}
