import { ONE_TIME_LETTERS } from '../../matter/one-time-codes.ts'
import { isFiller } from '../source-text/filler-words.ts'
import { clean, fold } from '../source-text/normalise-text.ts'

const CODE = new RegExp(
  `(?<![a-z\\d])([${ONE_TIME_LETTERS.toLowerCase()}])[ -]*(\\d(?: ?\\d){3}(?:(?: ?\\d){4})?)(?![a-z\\d])`,
  'g',
)

const YES =
  /确认请?|确定|没错|对的?|是的?|好的?|收到|同意|请|回|(?<![a-z])(?:yes|yep|y|ok|okay|confirm(?:ed)?|correct|right|sure|reply|code)(?![a-z])/g

/** The one-time codes in a text, each once, as they were sent: `K7391`, or `K73915062`. */
export const oneTimeCodesIn = (text: string): string[] => [
  ...new Set(
    [...fold(clean(text)).matchAll(CODE)].map((match) =>
      match.slice(1).join('').replaceAll(' ', '').toUpperCase(),
    ),
  ),
]

/** The echo without its signature. */
const unsigned = (folded: string): string => folded.replace(/^(?:【[^】]*】|[^:]{1,20}: )/, '')

/** True if a text confirms its one-time code and says nothing else. `echoes`: our own texts, which may be quoted. */
export const isYesTo = (text: string, echoes: readonly string[]): boolean => {
  const quoted = echoes.map((echo) => unsigned(fold(clean(echo)))).sort((a, b) => b.length - a.length)
  const own = quoted.reduce((rest, echo) => rest.replaceAll(echo, ' '), fold(clean(text)))
  return isFiller(
    own
      .replace(/【[^】]*】|>/g, ' ')
      .replace(CODE, ' ')
      .replace(YES, ' '),
  )
}
