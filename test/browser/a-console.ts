import type { Browser, Page } from 'playwright-core'
import { type ServerProcess, startServerProcess, temporaryFolder } from '../local/server-process.ts'
import { type Opened, type OpenOptions, openBrowser, openWindow } from './a-browser.ts'

/** 15 February 2020, 14:00 in Shanghai: of the sample people one is being searched for, one is with the doctor. */
const START = '2020-02-15T06:00:00.000Z'

/** The identities on the sign-in page, by the names on the buttons. */
export const people = {
  administrator: '社区管理员周',
  street_office: '街道办事处',
  police_station: '派出所',
  doctor: '社区医生吴',
  'worker of grid 1': '网格员赵一',
  'worker of grid 2': '网格员钱二',
  'worker of grid 3': '网格员孙三',
  district_administrator: /District administrator|区级管理员/,
  reader: /Read-only|只读人员/,
} as const
export type Who = keyof typeof people

/** No token: the server's own. An empty one: the link has not been opened. */
type WindowOptions = Omit<OpenOptions, 'url' | 'token'> & { readonly token?: string }

export interface TestedConsole {
  readonly server: ServerProcess
  /** A new signed-in window on this page. */
  readonly as: (who: Who, path?: string, options?: WindowOptions) => Promise<Opened>
  /** A new window without a sign-in. */
  readonly open: (path: string, options?: WindowOptions) => Promise<Opened>
  readonly close: () => Promise<void>
}

export const signIn = async (page: Page, who: Who): Promise<void> => {
  await page.getByRole('button', { name: people[who] }).first().click()
  await page.getByRole('banner').waitFor()
}

/** A server as a user starts it, with the sample people and a paused clock, and a browser. */
export const openConsole = async (...args: readonly string[]): Promise<TestedConsole> => {
  const folder = temporaryFolder()
  const server = await startServerProcess(
    '--fresh',
    '--paused',
    '--start',
    START,
    '--data',
    folder.path,
    ...args,
  )
  let browser: Browser
  try {
    browser = await openBrowser()
  } catch (error) {
    await server.stop()
    throw error
  }
  const open: TestedConsole['open'] = async (path, options = {}) => {
    const opened = await openWindow(browser, { token: server.token, ...options, url: server.url })
    await opened.page.goto(path)
    return opened
  }
  return {
    server,
    open,
    as: async (who, path = '/', options = {}) => {
      const opened = await open(path, options)
      await signIn(opened.page, who)
      return opened
    },
    close: async () => {
      await browser.close()
      await server.stop()
      folder.remove()
    },
  }
}
