/** What may be logged of an error: nothing in it names or quotes anybody. */
export interface ShownError {
  readonly name: string
  readonly message: string
  /** The stack without the message at its beginning. */
  readonly frames: readonly string[]
  readonly causedBy?: string
}

const MOST_FRAMES = 12
const MOST_CHARACTERS = 400

/** An error message that quotes input may quote an SMS. */
const QUOTES_INPUT: ReadonlySet<string> = new Set(['SyntaxError', 'URIError'])

/**
 * A message without what could name a person: quoted parts, anything that is not plain ASCII, numbers that could be a
 * phone's, readings, and long words, which could be a token.
 */
export const withoutPersonalParts = (message: string): string =>
  message
    .slice(0, 4 * MOST_CHARACTERS)
    .replaceAll(/"[^"]*"?|'[^']*'?|`[^`]*`?/g, '…')
    .replaceAll(/[^\x20-\x7e]+/g, '…')
    .replaceAll(/(?<![\w-])\+?\d[\d ()-]{5,}\d(?![\w-])/g, '…')
    .replaceAll(/\b\d{2}[.,]\d\b/g, '…')
    .replaceAll(/\S{80,}/g, '…')
    .slice(0, MOST_CHARACTERS)

/**
 * The paths at which a schema found a problem. Recognised by its shape: zod's own class would bring all of zod into
 * every bundle.
 */
const placesIn = (error: Error): string[] | undefined => {
  if (!('issues' in error) || !Array.isArray(error.issues)) return undefined
  const issues: readonly unknown[] = error.issues
  return issues.map((issue) => {
    if (typeof issue !== 'object' || issue === null || !('path' in issue)) return 'somewhere'
    const place = Array.isArray(issue.path) ? issue.path.map(String).join('.') : ''
    return `${place || 'the whole'}${'code' in issue ? ` (${String(issue.code)})` : ''}`
  })
}

const shownMessage = (error: Error): string => {
  if (QUOTES_INPUT.has(error.name)) return '…'
  const places = placesIn(error)
  return withoutPersonalParts(places === undefined ? error.message : `not as expected: ${places.join(', ')}`)
}

export const shownError = (error: unknown): ShownError => {
  if (!(error instanceof Error)) return { name: typeof error, message: '…', frames: [] }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    message: shownMessage(error),
    frames: frames.slice(0, MOST_FRAMES).map((frame) => frame.trim()),
    ...(error.cause instanceof Error && { causedBy: error.cause.name }),
  }
}

/** The parts of an error that may leave the process: Lambda logs it, and Step Functions keeps it in its history. */
export const forTheOutside = (error: unknown): Error => {
  const { name, message, frames } = shownError(error)
  const shown = new Error(message)
  shown.name = name
  shown.stack = [`${name}: ${message}`, ...frames.map((frame) => `    ${frame}`)].join('\n')
  return shown
}
