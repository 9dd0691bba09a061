import { inWords } from '../../../core/in-words.ts'
import { isGrave } from '../../../core/matter/grave-answers.ts'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { isResident, type Line, type ResidentLine, type StaffLine } from './labelled-lines.ts'

const FEVER = defaultRuleBook.fever.from

const residentKind = ({ expect }: ResidentLine): string => {
  const { record, ask, tell, does } = expect
  if (tell === 'urgent') return 'danger'
  if (record.some(({ tenths }) => tenths !== null && tenths >= FEVER)) return 'fever'
  if (record.some(({ symptoms }) => symptoms.length > 0)) return 'symptom'
  if (ask !== null) return 'doubt'
  if (does?.startsWith('request') === true) return 'need'
  if (does?.startsWith('question') === true) return 'question'
  if (does !== null && does !== 'kind_words') return inWords(does)
  if (tell === 'person') return 'words'
  if (record.length > 0) return 'plain report'
  return inWords(does ?? 'nothing to do')
}

const staffKind = ({ expect }: StaffLine): string => {
  const { answer, tenths, symptoms, note, ask, tell } = expect
  if (tell === 'urgent') return 'staff: danger'
  if (answer !== null) return isGrave(answer) ? 'staff: grave answer' : 'staff: answer'
  if (tenths !== null || symptoms.length > 0) return 'staff: reading'
  if (ask !== null) return 'staff: doubt'
  return note ? 'staff: note' : 'staff: nothing to do'
}

/** What a line is about, derived from what it expects. */
export const kindOf = (line: Line): string => (isResident(line) ? residentKind(line) : staffKind(line))

/** Lines that need no question and no person: what they get all the same is the price of safety. */
export const isPlain = (line: Line): boolean => {
  const kind = kindOf(line)
  return kind === 'plain report' || kind === 'kind words'
}
