import type { Half } from '../rules/calendar.ts'

const MORNING = /早(?!点|就|日|已|晚)|上午|(?<![a-z])(?<!\bi )(?:am|a\.m\.?)(?![a-z])|morning/
const EVENING =
  /(?<![太稍较早])晚(?!点|了|些|报)|下午|傍晚|(?<![a-z])(?:pm|p\.m\.?)(?![a-z])|evening|afternoon/

/** Which half of the day the text names; undefined when it names none, both, or yesterday. Expects a folded text. */
export const readHalf = (folded: string): Half | undefined => {
  if (/昨|yesterday|last night/.test(folded)) return undefined
  const morning = MORNING.test(folded)
  if (morning === EVENING.test(folded)) return undefined
  return morning ? 'morning' : 'evening'
}
