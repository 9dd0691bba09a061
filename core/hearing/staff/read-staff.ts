import type { Answer } from '../../matter/matter.ts'
import { type Danger, Symptom } from '../../meaning.ts'
import type { AccountedPart } from '../heard.ts'
import type { Limits } from '../numbers/temperature-limits.ts'
import { numbersIn } from '../numbers/temperatures.ts'
import { bindReadings } from '../reports/bound-readings.ts'
import { complaintsIn, symptomIn } from '../reports/complaints.ts'
import type { OnPhone } from '../reports/people-in-text.ts'
import { accountOf } from '../tokens/accounted-words.ts'
import { isLatinName } from '../tokens/spoken-names.ts'
import { isDenial, isMark, isPlain, type Token, tokensOf } from '../tokens/tokens.ts'
import { clausesOf, decide, isKin, saidIn, WEAK } from './answers-said.ts'
import { blanked, marksIn, WHOLE_PHONE } from './codes-and-phones.ts'

/** What has to be known to read a text about a matter. */
export interface StaffHearing extends Limits {
  readonly signatures: readonly string[]
  /** The answers that the matter and the writer's post allow. All, if there is no matter. */
  readonly allowed: readonly Answer[]
}

/** What a member of staff says about a matter, with every part of the text accounted for. */
export interface HeardStaff {
  readonly answer?: Answer
  /** The answer was not written but follows: somebody who was measured was reached. */
  readonly isImplied?: true
  /** An answer that was not taken: denied, doubted, of another time, hearsay, or with more words. */
  readonly notTaken?: Answer
  /** The temperature of the matter's person, in tenths of a degree Celsius. */
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
  /** A number that cannot be read without doubt. */
  readonly doubt?: 'confirm' | 'which'
  readonly doubtTenths?: number
  readonly dangers: readonly Danger[]
  /** As written: digits and a leading plus only. */
  readonly phone?: string
  /** Words are left over that others on the matter must see. */
  readonly note: boolean
  /** Asks for the open matters. */
  readonly asksForList: boolean
  readonly kindWords: boolean
  readonly machine: boolean
  readonly account: readonly AccountedPart[]
}

const SELF_PERSON: readonly OnPhone[] = [{ letter: 'A', names: [], relation: 'self' }]

/**
 * Reads what a member of staff writes about a matter. A grave answer counts only if the text is just the code, one
 * known form and harmless filler; any other answer counts unless its clause doubts, denies or postpones it. Never
 * throws.
 */
export const readStaff = (text: string, hearing: StaffHearing): HeardStaff => {
  const { cleaned, folded, machine, codes, phones } = marksIn(text, hearing.signatures)
  const nothing: HeardStaff = {
    symptoms: [],
    dangers: [],
    note: false,
    asksForList: false,
    kindWords: false,
    machine,
    account: [],
  }
  if (machine || folded === '') return nothing
  const marked = [
    ...codes.map((span) => ({ ...span, is: 'code' as const })),
    ...phones.map((span) => ({ ...span, is: 'phone' as const })),
  ].sort((a, b) => a.from - b.from)
  const numbers = numbersIn(blanked(folded, marked), hearing.confirm)
  const tokens = signed(tokensOf(folded, numbers, [], 'staff', marked), cleaned)
  const account = accountOf(cleaned, tokens)
  const said = saidIn(tokens, hearing.allowed)
  const unknown = tokens.filter((token) => token.is === 'unknown' && /\p{L}/u.test(token.text))
  const numbersSaid = new Set(phones.map(({ text: phone }) => phone.replace(/[- ]/g, '')))
  // A number with a missing digit is asked about and changes nothing.
  const [phone] = numbersSaid.size === 1 ? [...numbersSaid].filter((number) => WHOLE_PHONE.test(number)) : []

  // Readings and symptoms of the matter's person.
  const bound = bindReadings(tokens, SELF_PERSON)
  const own = bound.readings.filter(
    ({ whose, candidate }) => whose !== 'outsider' && candidate.form !== 'out_of_range',
  )
  const clauses = clausesOf(tokens)
  const isElsewhere = ({ at }: (typeof own)[number]): boolean => {
    const reading = tokens[at]
    const clause = clauses.find((one) => reading !== undefined && one.includes(reading)) ?? []
    return isOfOther(clause, reading)
  }
  const others = bound.readings.some(({ whose }) => whose === 'outsider') || own.some(isElsewhere)
  const here = own.filter((one) => !isElsewhere(one))
  const written = here.filter(
    ({ candidate }) =>
      candidate.form === 'written' || candidate.form === 'two_digits' || candidate.form === 'not_exact',
  )
  const doubtful = here.filter((one) => !written.includes(one))
  const values = [...new Set(written.map(({ candidate }) => candidate.tenths))]
  const measured = measuredIn(
    values,
    doubtful.map(({ candidate }) => candidate.tenths),
    !tokens.some(speaksOfMore),
    hearing,
  )
  const spoken = complaintsIn(tokens).filter(({ denied, supposed }) => !denied && !supposed)
  const complaints = spoken.filter(
    (one) => one.danger !== undefined || !isOfAnother(tokens, one.first, bound.people),
  )
  const has = new Set(complaints.map(symptomIn))
  const isFever = (measured.tenths ?? 0) >= hearing.feverFrom
  // 烧着，38.1: the number already says so.
  const symptoms = Symptom.options.filter((symptom) => has.has(symptom) && !(symptom === 'fever' && isFever))
  const dangers = [
    ...new Set([
      ...complaints.flatMap(({ danger }) => (danger === undefined ? [] : [danger])),
      ...(has.has('breathlessness') ? (['breathless'] as const) : []),
      ...(tokens.some(
        (token, at) =>
          token.is === 'staff' &&
          !isDenial(tokens[at - 1], 'before') &&
          (token.value === 'danger' || token.value === 'absconded' || token.value === 'no car'),
      )
        ? (['other'] as const)
        : []),
    ]),
  ]
  // A death counts at once, whatever else the text says.
  if (said.some(({ answers }) => answers.includes('died')) && !dangers.includes('death'))
    dangers.push('death')
  const { answer, notTaken, isImplied } = decide(
    said,
    tokens,
    phone,
    hearing.allowed,
    values.length > 0 || doubtful.length > 0 || symptoms.length > 0,
  )
  const more = tokens.some(
    (token) =>
      token.is === 'concern' ||
      token.is === 'need' ||
      token.is === 'order' ||
      (token.is === 'staff' &&
        token.value !== 'filler' &&
        token.value !== 'no danger' &&
        token.value !== 'list'),
  )
  return {
    ...(answer === undefined ? {} : { answer }),
    ...(isImplied === undefined ? {} : { isImplied }),
    ...(notTaken === undefined ? {} : { notTaken }),
    // Somebody was reached and the number can only be a fever: no need to ask.
    ...(answer === 'reached' && measured.tenths !== undefined ? { tenths: measured.tenths } : measured),
    symptoms,
    dangers,
    ...(phone === undefined ? {} : { phone }),
    note:
      unknown.length > 0 ||
      more ||
      others ||
      complaints.length < spoken.length ||
      notTaken !== undefined ||
      (phones.length > 0 && answer !== 'number_mended') ||
      values.length > 1 ||
      said.some(({ answers, blocked }) => blocked && !answers.some((one) => WEAK.includes(one))) ||
      (answer === undefined && measured.tenths === undefined && tokens.some((token) => !isEmptyWord(token))),
    asksForList:
      tokens.some((token) => token.is === 'staff' && token.value === 'list') && answer === undefined,
    kindWords: tokens.some((token) => isPlain(token, 'kind')) || isCourtesy(tokens),
    machine,
    account,
  }
}

/** The nearest person before it is somebody else: 他弟弟有点烧. */
const isOfAnother = (tokens: readonly Token[], at: number, people: ReadonlyMap<Token, unknown>): boolean => {
  const nearest = tokens.slice(0, at).findLast((token) => people.has(token))
  return nearest !== undefined && people.get(nearest) === 'outsider'
}

/** `refuses - Zhao`: the last word is the writer's name. */
const signed = (tokens: readonly Token[], cleaned: string): readonly Token[] => {
  const last = tokens.findLast((token) => token.is !== 'mark' && token.is !== 'code')
  if (last?.is !== 'unknown' || !isLatinName(cleaned.slice(last.from, last.to))) return tokens
  const { from, to, text } = last
  return tokens.map((token) => (token === last ? { from, to, text, is: 'plain', value: 'name' } : token))
}

/** A word about another person or another time. */
const speaksOfMore = (token: Token): boolean =>
  token.is === 'blocker' ||
  isDenial(token, 'contrast') ||
  (token.is === 'staff' && token.value !== 'filler') ||
  isKin(token)

/** `36.5是他儿子的`, `我36.5`, `昨天36.5`, `36.5？`: a reading of somebody else, of the writer, or of another time. */
const isOfOther = (clause: readonly Token[], reading: Token | undefined): boolean => {
  const words = clause.filter((token) => !isMark(token, 'space', 'colon'))
  const at = reading === undefined ? -1 : words.indexOf(reading)
  const [before, behind] = [words[at - 1], words.slice(at + 1)]
  const [next] = behind.filter(({ text }) => !/^(?:是|他|她|的|is|of|for|his|her|the)$/.test(text))
  return (
    isMark(clause.at(-1), 'question') ||
    words.some((token) => token.is === 'blocker' && (token.value === 'past' || token.value === 'future')) ||
    (next !== undefined && isKin(next) && !behind.some(({ is }) => is === 'reading')) ||
    /^(?:我|我的|mine|my|i'm)$/.test(before?.text ?? '') ||
    (before?.text === 'is' && words.some(({ text }) => text === 'mine' || text === 'my'))
  )
}

/** 谢谢, hello: words that say nothing, without a question mark. */
const isCourtesy = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.is === 'staff' && token.value === 'filler') &&
  tokens.every((token) => isEmptyWord(token) && token.is !== 'answer' && !isMark(token, 'question'))

/** Only the code, punctuation and courtesy. */
const isEmptyWord = (token: Token): boolean =>
  token.is === 'code' ||
  token.is === 'mark' ||
  token.is === 'answer' ||
  isPlain(token, 'kind', 'filler') ||
  (token.is === 'staff' && (token.value === 'filler' || token.value === 'list'))

const measuredIn = (
  values: readonly number[],
  doubtful: readonly number[],
  ofOne: boolean,
  { feverFrom, plausible }: StaffHearing,
): Pick<HeardStaff, 'tenths' | 'doubt' | 'doubtTenths'> => {
  const [only, another] = values
  if (only === undefined) {
    const [first] = doubtful
    if (first === undefined) return {}
    // A fever is recorded even while we ask whether it is right.
    return { doubt: 'confirm', doubtTenths: first, ...(first >= feverFrom ? { tenths: first } : {}) }
  }
  if (another !== undefined) {
    // Of two readings of one person a fever must not be lost: it counts, and the words are kept.
    return values.every((tenths) => tenths >= feverFrom) || (ofOne && Math.max(...values) >= feverFrom)
      ? { tenths: Math.max(...values) }
      : { doubt: 'which' }
  }
  return only < plausible.min || only > plausible.max
    ? { doubt: 'confirm', doubtTenths: only }
    : { tenths: only }
}
