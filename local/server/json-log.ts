import type { Log } from '../../core/ports/log.ts'

/** One JSON line each. Without `verbose` only unexpected errors. */
export const jsonLog = (
  write: (line: string) => void,
  now: () => string,
  { verbose }: { readonly verbose: boolean },
): Log => ({
  info: (event, ids) => {
    if (verbose) write(`${JSON.stringify({ at: now(), level: 'info', event, ...ids })}\n`)
  },
  error: (event, ids, error) => {
    if (error === undefined && !verbose) return
    const thrown =
      error instanceof Error
        ? { thrown: { name: error.name, message: error.message, stack: error.stack } }
        : {}
    write(`${JSON.stringify({ at: now(), level: 'error', event, ...ids, ...thrown })}\n`)
  },
})
