import type { Half, When } from '../../time/half-day.ts'
import type { Token } from '../tokens/tokens.ts'

const HOURS = /(\d{1,2})(?::?(\d{2}))?/

const hourOf = (text: string): number | undefined => {
  const digits = text.replace(/[^\d:apm点时@.h]/g, '')
  const match = HOURS.exec(digits.replace('@', '').replace('.', ':'))
  if (match === null) return undefined
  const hour = Number(match[1])
  if (/p\.?m/.test(text) && hour < 12) return hour + 12
  return hour > 24 ? undefined : hour
}

const halfAt = (hour: number | undefined): Half | undefined => {
  if (hour === undefined || hour < 4) return undefined
  return hour < 13 ? 'morning' : 'evening'
}

/** The time that a token gives. undefined: none. `now`: measured just now. */
export const timeSaid = (
  token: Token,
): 'now' | 'yesterday' | 'earlier' | Half | `yesterday ${Half}` | undefined => {
  if (token.is === 'number' && token.kind === 'time') return halfAt(hourOf(token.text))
  if (token.is !== 'time') return undefined
  switch (token.value) {
    case 'morning':
    case 'evening':
    case 'now':
    case 'yesterday':
    case 'earlier':
    case 'yesterday morning':
    case 'yesterday evening':
      return token.value
    default:
      return undefined
  }
}

/** Joins neighbouring words of time: 昨天 and 晚上, 今早 and 8点. undefined: they do not name a slot. */
export const joinedTimes = (tokens: readonly Token[]): When | 'now' | 'earlier' | 'both' | undefined => {
  const halves = new Set(tokens.map(timeSaid).filter((said) => said === 'morning' || said === 'evening'))
  const plain = tokens.every((token) => token.is === 'time' || token.is !== 'number')
  if (halves.size === 2 && plain && !tokens.some((token) => String(timeSaid(token)).startsWith('yesterday')))
    return 'both'
  let day: 0 | -1 = 0
  let half: Half | undefined
  let now = false
  for (const token of tokens) {
    const said = timeSaid(token)
    if (said === undefined) continue
    if (said === 'earlier') return 'earlier'
    if (said === 'now') now = true
    else if (said === 'yesterday') day = -1
    else if (said === 'yesterday morning' || said === 'yesterday evening') {
      day = -1
      half = said === 'yesterday morning' ? 'morning' : 'evening'
    } else if (half === undefined || token.is === 'time') half = said
  }
  if (day === -1) return half === undefined ? { day } : { day, half }
  if (half !== undefined) return { day, half }
  return now ? 'now' : undefined
}
