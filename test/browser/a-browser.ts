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
  /** The page's errors: console, exceptions, content policy, requests to other hosts. */
  readonly complaints: readonly string[]
}

export interface OpenOptions {
  readonly url: string
  /** The token of the server, as if its link had been opened in this browser. */
  readonly token: string
  readonly width?: Width
  readonly language?: Language
  /** For pictures only: the font is not from the pages' own host, so their policy is off. */
  readonly withChineseFont?: boolean
}

/** The browser from npm runs on Linux x64 only. Elsewhere the machine's Chrome is used. */
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

// The browser also logs connections that a test cuts and refusals that a test expects.
const isExpected = (text: string): boolean => /^Failed to load resource:/.test(text)

/** A new window without storage. It collects the page's errors. */
export const openWindow = async (
  browser: Browser,
  { url, token, width = 'desk', language = 'en', withChineseFont = false }: OpenOptions,
): Promise<Opened> => {
  const context = await browser.newContext({
    baseURL: url,
    viewport: widths[width],
    locale: language,
    // Another zone than the community's, so that a use of the browser's own zone shows.
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
  page.setDefaultTimeout(60_000)
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
