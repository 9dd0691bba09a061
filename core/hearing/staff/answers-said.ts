import { isGrave } from '../../matter/grave-answers.ts'
import { Answer } from '../../matter/matter.ts'
import { isDenial, isMark, type Token } from '../tokens/tokens.ts'

/** Splits the tokens into clauses. */
export const clausesOf = (tokens: readonly Token[]): Token[][] => {
  const clauses: Token[][] = [[]]
  for (const token of tokens) {
    clauses.at(-1)?.push(token)
    if (isMark(token, 'comma', 'stop', 'question')) clauses.push([])
  }
  return clauses
}

export interface Said {
  readonly answers: readonly Answer[]
  /** Something in its clause keeps it from counting. */
  readonly blocked: boolean
  readonly token: Token
}

const answersOf = (token: Token): Answer[] =>
  token.is === 'answer' ? token.value.split('|').flatMap((value) => Answer.safeParse(value).data ?? []) : []

/** The answer says that something has been done. */
const isDone = (of: Answer): boolean => of === 'reached' || of === 'handled'

/** `before`: the token comes before the answer in its clause. */
const blocks = (token: Token, of: Answer, before: boolean): boolean => {
  if (token.is === 'staff') return token.value === 'not mine' || token.value === 'no car'
  if (token.is === 'denial') return ['condition', 'doubt', 'double'].includes(token.value)
  if (token.is === 'question') return token.value !== 'car'
  // 见到他老婆了: somebody else was seen.
  if (token.is === 'person' && of === 'reached') return !before && isKin(token)
  // `diednot home`: two words without a space.
  if (token.is === 'unknown') return before && of === 'reached' && /(?:not?|不)$/.test(token.text)
  if (token.is !== 'blocker') return false
  // A future or past time blocks an answer about something done, but not "on it".
  if (token.value === 'future' || token.value === 'past')
    return (before || isDone(of)) && of !== 'taken' && of !== 'hold'
  if (token.value === 'denial') return false
  return token.value === 'hearsay' ? before && of !== 'taken' : true
}

/** 同意吧, `approve please`, `not home right`: a request or a question. */
const isTag = (text: string): boolean => /^(?:吧|嘛|呢|哈|呗|是吧|对吧|请|please|pls|eh|right)$/.test(text)

/** An emoji is no part of an answer, except thanks and a nod. */
const isDoubtingSign = (text: string): boolean =>
  /\p{Extended_Pictographic}|[‽؟]/u.test(text) && !/[👍👌🙏✅😊🌹💪🤝]/u.test(text)

/** A token that adds nothing to an answer: names, greetings, times, polite words, the same answer again, "on it". */
const isHarmless = (token: Token, answer: Answer): boolean => {
  switch (token.is) {
    case 'mark':
      return token.mark !== 'question' && token.mark !== 'no' && !isDoubtingSign(token.text)
    case 'plain':
      return (
        (['filler', 'kind', 'name', 'yes', 'all', 'link'].includes(token.value) &&
          !isTag(token.text) &&
          !isDoubtingSign(token.text)) ||
        /^(?:的|了|也|都|就|是|is|are|was|the|a)$/.test(token.text)
      )
    case 'staff':
      return token.value === 'filler' && !isTag(token.text)
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
      return answer === 'number_mended'
    default:
      return false
  }
}

/** The answers in a text, and whether each counts where it is. */
export const saidIn = (tokens: readonly Token[], allowed: readonly Answer[]): Said[] =>
  clausesOf(tokens).flatMap((clause, index, clauses) => {
    const asked = isMark(clause.at(-1), 'question')
    return clause.flatMap((token, at) => {
      const all = answersOf(token)
      // 没问到: the end of another verb.
      if (all.length === 0 || (/^[到好行]$/.test(token.text) && clause[at - 1]?.is === 'unknown')) return []
      const fitting = all.filter((answer) => allowed.includes(answer))
      const answers = fitting.length > 0 ? fitting : all
      const [first] = answers
      if (first === undefined) return []
      const denied =
        isDeniedBefore(clause, at) || isDeniedBehind([...clause.slice(at + 1), ...(clauses[index + 1] ?? [])])
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

export const isKin = (token: Token): boolean =>
  token.is === 'person' && !['self', 'pronoun', 'elder', 'others', 'everyone'].includes(token.value)

/** `cannot be reached`, `nobody has seen him`: a denial reaches across words that mean nothing alone. */
const isDeniedBefore = (clause: readonly Token[], at: number): boolean => {
  for (let before = at - 1; before >= 0; before -= 1) {
    const token = clause[before]
    if (token === undefined || isDenial(token, 'before')) return token !== undefined
    const isLight =
      isMark(token, 'space') || token.is === 'plain' || (token.is === 'staff' && token.value === 'filler')
    if (!isLight) return false
  }
  return false
}

/** `在家：否`, `home ✗`, `reached no`: the denial comes after it, at the end of its clause. */
const isDeniedBehind = (behind: readonly Token[]): boolean => {
  const [only, another] = behind.filter((token) => !isMark(token, 'space', 'colon', 'comma', 'stop'))
  const isBare = /^(?:没|没有|没人|否|无|不|no|not|none|no ?one|nobody|nope)$/.test(only?.text ?? '')
  return another === undefined && (isBare || isMark(only, 'no'))
}

/** `到/不在/拒`, `解除还是暂缓`: the choices are listed, as in our own hint, and none is chosen. */
const isOneOfSeveral = (clause: readonly Token[], at: number): boolean => {
  const near = [clause.slice(at + 1, at + 4), clause.slice(Math.max(0, at - 3), at).reverse()]
  return near.some((side) => {
    const [joint, ...others] = side.filter((token) => !isMark(token, 'space'))
    const parts = joint !== undefined && (joint.text === '/' || /^(?:还是|or)$/.test(joint.text))
    return parts && others[0]?.is === 'answer'
  })
}

export const WEAK: readonly Answer[] = ['taken', 'reached']

export const decide = (
  said: readonly Said[],
  tokens: readonly Token[],
  phone: string | undefined,
  allowed: readonly Answer[],
  measured: boolean,
): { readonly answer?: Answer; readonly notTaken?: Answer; readonly isImplied?: true } => {
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
    if (plain === 'number_mended' && phone === undefined) continue
    if (isGrave(plain)) {
      const whole = tokens.every((other) => other === token || isHarmless(other, plain))
      const single = said.every((other) => other.answers.includes(plain) || other.answers.includes('taken'))
      if (whole && single) taken.push(plain)
      else notTaken ??= plain
      continue
    }
    taken.push(plain)
  }
  // 昨天不在，今天在了，36.5: a denied or past answer does not block a plain one.
  if (taken.length === 0 && !measured) notTaken ??= hindered
  const fitting = taken.filter((answer) => allowed.includes(answer))
  const counting = fitting.length > 0 ? fitting : taken
  const decisive = [...new Set(counting.filter((answer) => !WEAK.includes(answer)))]
  const [first, second] = decisive
  if (second !== undefined && first !== undefined) return { notTaken: first }
  if (first !== undefined) return { answer: first, ...(notTaken === undefined ? {} : { notTaken }) }
  if (taken.includes('reached')) return { answer: 'reached', ...(notTaken === undefined ? {} : { notTaken }) }
  // Somebody who was measured was reached, whatever else they refuse.
  if (notTaken !== undefined)
    return measured && notTaken === 'refuses'
      ? { answer: 'reached', notTaken, isImplied: true }
      : { notTaken }
  if (measured) return { answer: 'reached', isImplied: true }
  return taken.includes('taken') ? { answer: 'taken' } : {}
}
