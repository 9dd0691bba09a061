import { Answer } from '../domain/escalation.ts'
import { type Danger, Symptom } from '../domain/meaning.ts'
import { isGrave } from '../rules/grave-answers.ts'
import { accountOf } from './accounted-words.ts'
import { bindReadings } from './bound-readings.ts'
import { blanked, marksIn, WHOLE_PHONE } from './codes-and-phones.ts'
import { complaintsIn, symptomIn } from './complaints.ts'
import type { AccountedPart } from './heard.ts'
import type { Limits } from './limits.ts'
import type { OnPhone } from './people.ts'
import { isLatinName } from './spoken-names.ts'
import { numbersIn } from './temperatures.ts'
import { isDenial, isMark, isPlain, type Token, tokensOf } from './tokens.ts'

/** What the reader must know of a text to a matter. */
export interface StaffHearing extends Limits {
  readonly signatures: readonly string[]
  /** The answers that the matter and the writer's post allow. Without a matter: all. */
  readonly allowed: readonly Answer[]
}

/** What a member of staff says to a matter, with every part of the text accounted for. */
export interface HeardStaff {
  readonly answer?: Answer
  /** An answer stands there that was not taken: denied, doubted, of another time, by hearsay, or with more words. */
  readonly notTaken?: Answer
  /** Tenths of a degree Celsius of the person the matter is about. */
  readonly tenths?: number
  readonly symptoms: readonly Symptom[]
  /** A number that could not be read without doubt. */
  readonly doubt?: 'confirm' | 'which'
  readonly doubtTenths?: number
  readonly dangers: readonly Danger[]
  /** As it was written, digits and a leading plus only. */
  readonly phone?: string
  /** Words are left over that others on the matter must see. */
  readonly note: boolean
  /** Asks for the open matters. */
  readonly asksForList: boolean
  readonly kindWords: boolean
  readonly machine: boolean
  readonly account: readonly AccountedPart[]
}

/** Where clauses part. */
const clausesOf = (tokens: readonly Token[]): Token[][] => {
  const clauses: Token[][] = [[]]
  for (const token of tokens) {
    clauses.at(-1)?.push(token)
    if (isMark(token, 'comma', 'stop', 'question')) clauses.push([])
  }
  return clauses
}

interface Said {
  readonly answers: readonly Answer[]
  /** Something in its clause keeps it from counting. */
  readonly blocked: boolean
  readonly token: Token
}

const answersOf = (token: Token): Answer[] =>
  token.is === 'answer' ? token.value.split('|').flatMap((value) => Answer.safeParse(value).data ?? []) : []

const SELF_PERSON: readonly OnPhone[] = [{ letter: 'A', names: [], relation: 'self' }]

/** `before`: it stands before the answer in its clause. */
const blocks = (token: Token, of: Answer, before: boolean): boolean => {
  if (token.is === 'staff') return token.value === 'not mine' || token.value === 'no car'
  if (token.is === 'denial') return ['condition', 'doubt', 'double'].includes(token.value)
  if (token.is === 'question') return true
  // `diednot home`: two words grown together.
  if (token.is === 'unknown') return before && of === 'reached' && /(?:not?|不)$/.test(token.text)
  if (token.is !== 'blocker') return false
  // What is planned or past hinders what is said to be done, not that somebody is on it.
  if (token.value === 'future' || token.value === 'past') return before && of !== 'taken' && of !== 'hold'
  if (token.value === 'denial') return false
  return token.value === 'hearsay' ? before && of !== 'taken' : true
}

/** Nothing that adds to an answer: names, greetings, times, polite words, the same answer again, "on it". */
const isHarmless = (token: Token, answer: Answer): boolean => {
  switch (token.is) {
    case 'mark':
      return token.mark !== 'question' && token.mark !== 'no'
    case 'plain':
      return (
        ['filler', 'kind', 'name', 'yes', 'all', 'link'].includes(token.value) ||
        /^(?:的|了|也|都|就|是|is|are|was|the|a)$/.test(token.text)
      )
    case 'staff':
      return token.value === 'filler'
    case 'answer': {
      const answers = answersOf(token)
      return answers.includes(answer) || answers.includes('taken')
    }
    case 'number':
      return token.kind === 'time' || token.kind === 'date' || token.kind === 'address'
    case 'person':
      return ['pronoun', 'self', 'elder'].includes(token.value)
    case 'time':
      return ['now', 'today', 'morning', 'evening'].includes(token.value)
    case 'code':
    case 'name':
      return true
    case 'phone':
      return answer === 'number mended'
    default:
      return false
  }
}

/** The answers that stand in a text, and whether each counts where it stands. */
const saidIn = (tokens: readonly Token[], allowed: readonly Answer[]): Said[] =>
  clausesOf(tokens).flatMap((clause, index, clauses) => {
    const asked = isMark(clause.at(-1), 'question')
    return clause.flatMap((token, at) => {
      const all = answersOf(token)
      // 没问到: the end of another verb.
      if (all.length === 0 || (token.text === '到' && clause[at - 1]?.is === 'unknown')) return []
      const fitting = all.filter((answer) => allowed.includes(answer))
      const answers = fitting.length > 0 ? fitting : all
      const [first] = answers
      if (first === undefined) return []
      let before = at - 1
      while (isMark(clause[before], 'space') || clause[before]?.is === 'plain') before -= 1
      const denied = isDenial(clause[before], 'before')
      const conditional = clauses
        .slice(0, index)
        .some((other) =>
          other.some((one) => (one.is === 'blocker' || one.is === 'denial') && one.value === 'condition'),
        )
      const blocked =
        asked ||
        denied ||
        conditional ||
        clause.some((other, place) => other !== token && blocks(other, first, place < at)) ||
        isOneOfSeveral(clause, at)
      return [{ answers, blocked, token }]
    })
  })

/** `到/不在/拒`, `解除还是暂缓`: a choice is offered, as in our own hint, and none is made. */
const isOneOfSeveral = (clause: readonly Token[], at: number): boolean => {
  const near = [clause.slice(at + 1, at + 4), clause.slice(Math.max(0, at - 3), at).reverse()]
  return near.some((side) => {
    const [joint, ...others] = side.filter((token) => !isMark(token, 'space'))
    const parts = joint !== undefined && (joint.text === '/' || /^(?:还是|or)$/.test(joint.text))
    return parts && others[0]?.is === 'answer'
  })
}

const WEAK: readonly Answer[] = ['taken', 'reached']

/**
 * Reads what a member of staff writes to a matter. A grave answer is taken only where the code, one known form and
 * harmless filler are all the text says; any other answer only where nothing in its clause doubts, denies or postpones
 * it. Never throws.
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
  // A number that lacks a digit reaches nobody: it is asked about, and moves nothing.
  const [phone] = numbersSaid.size === 1 ? [...numbersSaid].filter((number) => WHOLE_PHONE.test(number)) : []

  // Readings and symptoms of the person the matter is about.
  const bound = bindReadings(tokens, SELF_PERSON)
  const own = bound.readings.filter(
    ({ whose, candidate }) => whose !== 'outsider' && candidate.form !== 'out of range',
  )
  const others = bound.readings.some(({ whose }) => whose === 'outsider')
  const written = own.filter(
    ({ candidate }) =>
      candidate.form === 'written' || candidate.form === 'two digits' || candidate.form === 'not exact',
  )
  const doubtful = own.filter((one) => !written.includes(one))
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
  // 烧着，38.1: the number says it already.
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
  // Whatever else a text says: a death is heard at once.
  if (said.some(({ answers }) => answers.includes('died')) && !dangers.includes('death'))
    dangers.push('death')
  const { answer, notTaken } = decide(
    said,
    tokens,
    phone,
    hearing,
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
    ...(notTaken === undefined ? {} : { notTaken }),
    // Somebody was reached, and the number can only be a fever: it is not asked about.
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
      (phones.length > 0 && answer !== 'number mended') ||
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

/** `refuses - Zhao`: the last word is the name of whoever writes. */
const signed = (tokens: readonly Token[], cleaned: string): readonly Token[] => {
  const last = tokens.findLast((token) => token.is !== 'mark' && token.is !== 'code')
  if (last?.is !== 'unknown' || !isLatinName(cleaned.slice(last.from, last.to))) return tokens
  const { from, to, text } = last
  return tokens.map((token) => (token === last ? { from, to, text, is: 'plain', value: 'name' } : token))
}

/** Of another person or another time. */
const speaksOfMore = (token: Token): boolean =>
  token.is === 'blocker' ||
  isDenial(token, 'contrast') ||
  (token.is === 'staff' && token.value !== 'filler') ||
  (token.is === 'person' && !['self', 'pronoun', 'elder', 'others'].includes(token.value))

/** 谢谢, hello: words that say nothing, and no question mark. */
const isCourtesy = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.is === 'staff' && token.value === 'filler') &&
  tokens.every((token) => isEmptyWord(token) && token.is !== 'answer' && !isMark(token, 'question'))

/** Nothing but the code, marks and courtesy. */
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
    // As of residents: a fever is not held back by the question.
    return { doubt: 'confirm', doubtTenths: first, ...(first >= feverFrom ? { tenths: first } : {}) }
  }
  if (another !== undefined) {
    // Of two readings of one person a fever must not vanish: it counts, and the words are kept.
    return values.every((tenths) => tenths >= feverFrom) || (ofOne && Math.max(...values) >= feverFrom)
      ? { tenths: Math.max(...values) }
      : { doubt: 'which' }
  }
  return only < plausible.min || only > plausible.max
    ? { doubt: 'confirm', doubtTenths: only }
    : { tenths: only }
}

const decide = (
  said: readonly Said[],
  tokens: readonly Token[],
  phone: string | undefined,
  { allowed }: StaffHearing,
  measured: boolean,
): Pick<HeardStaff, 'answer' | 'notTaken'> => {
  const taken: Answer[] = []
  let notTaken: Answer | undefined
  let hindered: Answer | undefined
  for (const { answers, blocked, token } of said) {
    const plain = answers.find((answer) => allowed.includes(answer)) ?? answers[0]
    if (plain === undefined) continue
    if (blocked) {
      if (!WEAK.includes(plain)) hindered ??= plain
      continue
    }
    if (plain === 'number mended' && phone === undefined) continue
    if (isGrave(plain)) {
      const whole = tokens.every((other) => other === token || isHarmless(other, plain))
      const single = said.every((other) => other.answers.includes(plain) || other.answers.includes('taken'))
      if (whole && single) taken.push(plain)
      else notTaken ??= plain
      continue
    }
    taken.push(plain)
  }
  // 昨天不在，今天在了，36.5: what is denied or past does not hinder what is plain.
  if (taken.length === 0 && !measured) notTaken ??= hindered
  const fitting = taken.filter((answer) => allowed.includes(answer))
  const counting = fitting.length > 0 ? fitting : taken
  const decisive = [...new Set(counting.filter((answer) => !WEAK.includes(answer)))]
  const [first, second] = decisive
  if (second !== undefined && first !== undefined) return { notTaken: first }
  if (first !== undefined) return { answer: first, ...(notTaken === undefined ? {} : { notTaken }) }
  if (taken.includes('reached')) return { answer: 'reached', ...(notTaken === undefined ? {} : { notTaken }) }
  // Whoever was measured was reached, whatever else they refuse.
  if (notTaken !== undefined)
    return measured && notTaken === 'refuses' ? { answer: 'reached', notTaken } : { notTaken }
  if (taken.includes('taken')) return measured ? { answer: 'reached' } : { answer: 'taken' }
  return measured ? { answer: 'reached' } : {}
}
