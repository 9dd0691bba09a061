import { Danger, Symptom } from '../../meaning.ts'
import { isDegree } from '../lexicon/lexicon.ts'
import { isDenial, isMark, isPlain, type Token } from '../tokens/tokens.ts'
import type { Whose } from './people-in-text.ts'

/** A word about somebody's health or safety, and how it was used. */
export interface Complaint {
  readonly symptom?: Symptom
  readonly danger?: Danger
  /** The text denies it. */
  readonly denied: boolean
  /** It is only asked about, or supposed. */
  readonly supposed: boolean
  /** Its tokens: the first, and the one after the last. */
  readonly first: number
  readonly after: number
}

interface Found {
  readonly symptom?: Symptom
  readonly danger?: Danger
  /** `症状`, `complaints`: a symptom only if somebody has it. */
  readonly general?: true
  /** 喉咙痛 has its own subject: a denial earlier in the sentence does not apply to it. */
  readonly ownSubject: boolean
  readonly deniedWithin: boolean
  readonly first: number
  readonly after: number
}

const isSpace = (token: Token | undefined): boolean => isMark(token, 'space')

/** Words that may come between a part of the body and its complaint. */
const isBetween = (token: Token | undefined): boolean =>
  isSpace(token) ||
  isPlain(token, 'filler', 'degree', 'have', 'measure') ||
  token?.is === 'time' ||
  (token?.is === 'plain' && isDegree(token.text))

const BODY =
  /^[头脑喉咽嗓胸肚腹胃腰背身肌关膝腿脚手眼鼻耳牙心浑全四]|^[拉闹]肚|^(?:sore throat|headache|stomach|chest|belly|tummy|back ?ache|body ?ache)/
const REACH = 5

/** `头 有点 痛`, `pain in my chest`, `嗓子不痛`: a part of the body with its complaint. */
const withPart = (tokens: readonly Token[], at: number): Found | undefined => {
  const here = tokens[at]
  if (here?.is !== 'part' && here?.is !== 'complaint') return undefined
  let denied = false
  for (let next = at + 1; next < Math.min(tokens.length, at + 1 + REACH); next += 1) {
    const token = tokens[next]
    if (token === undefined) break
    const completes = here.is === 'part' ? token.is === 'complaint' : token.is === 'part'
    if (completes) {
      const part = here.is === 'part' ? here : token
      const symptom = Symptom.safeParse('value' in part ? part.value : '')
      if (!symptom.success) return undefined
      const spoken = here.is === 'part' || /[a-z]/.test(here.text)
      return spoken
        ? { symptom: symptom.data, ownSubject: true, deniedWithin: denied, first: at, after: next + 1 }
        : undefined
    }
    if (isDenial(token, 'before')) denied = true
    else if (!isBetween(token)) break
  }
  return undefined
}

const foundAt = (tokens: readonly Token[], at: number): Found | undefined => {
  const token = tokens[at]
  if (token === undefined) return undefined
  const whole = { deniedWithin: false, first: at, after: at + 1 }
  const composed = withPart(tokens, at)
  if (composed !== undefined) return composed
  if (token.is === 'symptom') {
    if (token.value === 'general') return { ...whole, general: true, ownSubject: false }
    const symptom = Symptom.safeParse(token.value)
    return symptom.success
      ? { ...whole, symptom: symptom.data, ownSubject: BODY.test(token.text) }
      : undefined
  }
  if (token.is === 'danger') {
    const danger = Danger.safeParse(token.value)
    return danger.success
      ? { ...whole, danger: danger.data, ownSubject: /\p{Script=Han}{3}/u.test(token.text) }
      : undefined
  }
  // 嗓子有点干疼: the second word belongs to the complaint before it.
  return token.is === 'complaint' && tokens[at - 1]?.is !== 'symptom'
    ? { ...whole, symptom: 'other', ownSubject: false }
    : undefined
}

/** The next token that is no space. */
const skipSpaces = (tokens: readonly Token[], from: number): number => {
  let at = from
  while (isSpace(tokens[at])) at += 1
  return at
}

type Answered = 'yes' | 'no' | undefined

const answerAt = (token: Token | undefined): Answered => {
  if (isDenial(token, 'before', 'after') || isMark(token, 'no') || isPlain(token, 'no')) return 'no'
  return isDenial(token, 'affirm') || isMark(token, 'tick') || /^(?:有|yes)$/.test(token?.text ?? '')
    ? 'yes'
    : undefined
}

/** `咳嗽：无`, `fever no`, `Tiredness(y)`: the answer after a complaint. */
const answeredBehind = (
  tokens: readonly Token[],
  { after }: Found,
  answersBehind: boolean,
): { readonly answer: 'yes' | 'no'; readonly after: number } | undefined => {
  let at = after
  let colon = false
  while (isSpace(tokens[at]) || isMark(tokens[at], 'colon', 'question') || tokens[at]?.text === '吗') {
    colon ||= !isSpace(tokens[at])
    at += 1
  }
  const answer = answerAt(tokens[at])
  if (answer === undefined) return undefined
  const next = tokens[skipSpaces(tokens, at + 1)]
  const ends =
    next === undefined ||
    (next.is === 'mark' && next.mark !== 'space') ||
    next.is === 'reading' ||
    isPlain(next, 'filler')
  const glued = at === after && isSpace(tokens[at + 1])
  const only =
    isDenial(tokens[at], 'after', 'affirm') || isMark(tokens[at], 'no', 'tick') || isPlain(tokens[at], 'no')
  return colon || ends || glued || only || answersBehind ? { answer, after: at + 1 } : undefined
}

/** `fever no cough no`, `发热无咳嗽无`: complaints and answers in turns, a complaint first. */
const areAnsweredBehind = (tokens: readonly Token[], from: number): boolean => {
  let at = from
  for (;;) {
    const found = foundAt(tokens, at)
    if (found === undefined) return false
    at = skipSpaces(tokens, found.after)
    if (answerAt(tokens[at]) === undefined) return false
    const end = skipSpaces(tokens, at + 1)
    if (foundAt(tokens, end) === undefined)
      return tokens[end] === undefined || tokens[end]?.is === 'mark' || tokens[end]?.is === 'reading'
    at = end
  }
}

/** `no fever, cough or fatigue`: the denial goes on after a comma if an "or" ends the list, or after "denies". */
const listGoesOn = (tokens: readonly Token[], comma: number, denies: boolean): boolean => {
  let at = comma
  let some = false
  for (;;) {
    while (isSpace(tokens[at]) || isMark(tokens[at], 'comma')) at += 1
    if (isDenial(tokens[at], 'closing')) return true
    const found = foundAt(tokens, at)
    if (found === undefined)
      return (
        denies &&
        some &&
        (tokens[at] === undefined || isMark(tokens[at], 'stop') || tokens[at]?.is === 'reading')
      )
    some = true
    at = found.after
  }
}

/** 咳嗽、乏力均无: denies the whole list before it. */
const OF_ALL = /^(?:均无|都没|都没有|皆无|全无|都无|全没有|none)$/

const denyList = (complaints: Complaint[], tokens: readonly Token[], before: number): void => {
  let at = before
  for (let index = complaints.length - 1; index >= 0; index -= 1) {
    const complaint = complaints[index]
    if (complaint === undefined) return
    const between = tokens.slice(complaint.after, at)
    if (!between.every((token) => isSpace(token) || isMark(token, 'link', 'comma'))) return
    complaints[index] = { ...complaint, denied: true }
    at = complaint.first
  }
}

/** 咳不咳？不咳: somebody asks and answers themselves. Returns the token after the question. */
const asksItself = (tokens: readonly Token[], { first, after }: Found): number | undefined => {
  const [here, not, again] = [tokens[first], tokens[after], tokens[after + 1]]
  return isDenial(not, 'before') && again !== undefined && again.text === here?.text ? after + 2 : undefined
}

/** 咳嗽很厉害, 发热两天: a denial does not apply to how long or how badly. */
const lasts = (tokens: readonly Token[], { after }: Found): boolean => {
  const next = tokens.slice(after).find((token) => !isSpace(token) && !isPlain(token, 'degree'))
  return (
    (next?.is === 'number' && next.kind === 'amount') ||
    /^(?:厉害|严重|得很|不停|不止|since|for)$/.test(next?.text ?? '')
  )
}

const DENIES = /^(?:den(?:y|ies|ied)|否认)/

/**
 * The complaints in a text, with their denials. A denial applies to what directly follows it and to a list joined by 、,
 * 和, "or", or spaces between bare English words. It ends at a complaint with its own subject, a comma, a number, a
 * person or a "but". If the language leaves it open, the complaint counts.
 */
export const complaintsIn = (tokens: readonly Token[]): Complaint[] => {
  const complaints: Complaint[] = []
  let denying = false
  let denies = false
  /** Whether there is a complaint between the denial and this token. */
  let listed = false
  let has = false
  let supposed = false
  let joined = false

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    const found = foundAt(tokens, at)
    if (found !== undefined) {
      const { first } = found
      const asks = asksItself(tokens, found)
      if (asks !== undefined) {
        at = asks - 1
        continue
      }
      const behind = answeredBehind(tokens, found, areAnsweredBehind(tokens, at))
      const isGraver =
        found.danger !== undefined || found.symptom === 'breathlessness' || lasts(tokens, found)
      const adjacent = listed && !joined && (isGraver || (found.ownSubject && !/[a-z]/.test(token.text)))
      const reached = denying && !adjacent
      // no cough √: the tick confirms the denial.
      const ticked = behind?.answer === 'yes' && isMark(tokens[behind.after - 1], 'tick') && reached
      const denied = behind === undefined || ticked ? reached || found.deniedWithin : behind.answer === 'no'
      if (behind?.answer === 'no' && OF_ALL.test(tokens[behind.after - 1]?.text ?? ''))
        denyList(complaints, tokens, first)
      const after = behind?.after ?? found.after
      if (found.general !== true || (has && !denied) || behind?.answer === 'yes')
        complaints.push({
          ...(found.symptom === undefined && found.danger === undefined ? { symptom: 'other' } : {}),
          ...(found.symptom === undefined ? {} : { symptom: found.symptom }),
          ...(found.danger === undefined ? {} : { danger: found.danger }),
          denied,
          supposed,
          first,
          after,
        })
      if (adjacent || behind !== undefined) denying = false
      listed = denying
      joined = false
      has = false
      at = after - 1
      continue
    }
    if (token.is === 'answer' && token.value.includes('ruled_out')) {
      denying = true
      listed = false
      continue
    }
    if (token.is === 'blocker') {
      if (token.value === 'denial') {
        denying = true
        denies = DENIES.test(token.text)
        listed = false
      } else if (token.value === 'condition' || token.value === 'future')
        supposed = token.value === 'condition'
      else denying = false
      continue
    }
    if (token.is === 'denial') {
      if (token.value === 'before') {
        denying = true
        denies = DENIES.test(token.text)
        listed = false
      } else if (token.value === 'condition' || token.value === 'example') supposed = true
      else if (token.value === 'contrast' || token.value === 'double') denying = false
      if (token.value === 'closing') joined = true
      continue
    }
    if (token.is === 'plain') {
      if (token.value === 'have') {
        has = true
        if (listed) denying = false
      } else if (token.value === 'well') {
        const before = tokens[at - 1]
        const direct = isDenial(before, 'before') || (isSpace(before) && isDenial(tokens[at - 2], 'before'))
        if (denying && direct && !listed)
          complaints.push({ symptom: 'other', denied: false, supposed, first: at, after: at + 1 })
        denying = false
      } else if (token.value === 'link') joined = true
      else if (!isPlain(token, 'filler', 'degree', 'measure') && !isDegree(token.text)) denying = false
      continue
    }
    if (token.is === 'mark') {
      if (token.mark === 'link') joined = true
      else if (token.mark === 'space') {
        const next = skipSpaces(tokens, at)
        const bare = foundAt(tokens, next)
        const goesOn =
          joined ||
          isMark(tokens[next], 'link', 'comma') ||
          (denies && isPlain(tokens[next], 'link')) ||
          isDenial(tokens[next], 'closing', 'before') ||
          (bare !== undefined &&
            /^[a-z]/.test(tokens[next]?.text ?? '') &&
            (!bare.ownSubject || areAnsweredBehind(tokens, next)))
        if (listed && !goesOn) denying = false
      } else if (token.mark === 'comma') {
        denying = denying && listed && listGoesOn(tokens, at, denies)
        if (!denying) supposed = false
      } else {
        denying = false
        if (token.mark === 'stop' || token.mark === 'question') supposed = false
      }
      continue
    }
    denying = false
    has = false
  }
  // 发烧了……骗你的: a symptom may be taken back as a joke, a danger never.
  const takenBack = tokens.findLastIndex((token) => isDenial(token, 'taken back'))
  return complaints.map((one) =>
    one.first < takenBack && one.danger === undefined ? { ...one, denied: true } : one,
  )
}

/** The person a complaint belongs to: the nearest one before it in its sentence. undefined: nobody is named. */
export const subjectOf = (
  tokens: readonly Token[],
  complaint: Complaint,
  people: Map<Token, Whose | 'others'>,
): Whose | 'others' | undefined => {
  for (let at = complaint.first - 1; at >= 0; at -= 1) {
    const token = tokens[at]
    if (token === undefined) break
    if (isMark(token, 'stop', 'question')) break
    const whose = people.get(token)
    if (whose !== undefined) return whose
  }
  return undefined
}

/** The symptom of a complaint, or the one that its danger implies. */
export const symptomIn = ({ symptom, danger }: Complaint): Symptom | undefined =>
  symptom ?? (danger === 'breathless' ? 'breathlessness' : undefined)
