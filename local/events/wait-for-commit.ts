import type { LedgerFeed } from '../../core/ports/ledger-feed.ts'

/** Waits for the next entry of a ledger, for some milliseconds at most, or until the signal ends it. */
export type WaitForCommit = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const waitForCommit =
  (feed: Pick<LedgerFeed, 'onCommit'>): WaitForCommit =>
  (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = (): void => {
        forget()
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const forget = feed.onCommit(done)
      const timer = setTimeout(done, milliseconds)
      timer.unref()
      signal.addEventListener('abort', done)
      if (signal.aborted) done()
    })
