import { meantBy, phraseAt, type Speaker, type WordClass } from '../lexicon/lexicon.ts'
import type { OtherNumber } from '../numbers/other-numbers.ts'
import type { Candidate, Numbers } from '../numbers/temperatures.ts'
import type { Span } from '../source-text/mapped-text.ts'

/** One part of a text and how it is read. Together the tokens cover the whole text. */
export type Token = Span & { readonly text: string } & (
    | { readonly is: WordClass; readonly value: string }
    | { readonly is: 'reading'; readonly candidate: Candidate }
    | { readonly is: 'number'; readonly kind: OtherNumber }
    | { readonly is: 'name'; readonly letter: string }
    | { readonly is: 'code' }
    | { readonly is: 'phone' }
    | { readonly is: 'mark'; readonly mark: Mark }
    | { readonly is: 'unknown' }
  )

type Mark = 'space' | 'comma' | 'stop' | 'question' | 'link' | 'colon' | 'sign' | 'yes' | 'tick' | 'no'

const MARKS: readonly (readonly [Mark, RegExp])[] = [
  ['space', /\s/],
  ['comma', /[,，;；]/],
  ['stop', /[.。!！\n…]/],
  ['question', /[?？]/],
  ['link', /[、/&+]/],
  ['colon', /[:：=()（）\-—~～]/],
  ['tick', /[√✓✔]/u],
  ['yes', /[✅👍👌]/u],
  ['no', /[×✗✘❌👎🙅]/u],
]

const markOf = (character: string): Mark =>
  MARKS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'sign'

/** Somebody a text may mention by name. */
export interface Named {
  readonly letter: string
  /** Folded, longest first: 王建国, 建国. */
  readonly names: readonly string[]
}

/** 张伟, 老王, 小李: a name, unless it is read as something else. */
const NAME =
  /^(?:[老小阿](?=[^\p{P}\s\d]))?[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]\p{Script=Han}{0,2}$/u

const endsSentence = (token: Token | undefined): boolean =>
  token === undefined || (token.is === 'mark' && (token.mark === 'stop' || token.mark === 'question'))

/** `能下楼不`, `收到没`: a denial at the very end is a question. `咳嗽没有` denies, and `喘不？不喘` answers itself. */
const asksAtTheEnd = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at]
  const before = tokens[at - 1]
  const denies =
    token?.is === 'denial' ? token.value === 'before' : token?.is === 'blocker' && token.value === 'denial'
  if (token === undefined || !denies || !/^(?:不|没|没有|冇|勿)$/.test(token.text)) return false
  if (before === undefined || before.is === 'mark' || before.is === 'symptom' || before.is === 'complaint')
    return false
  const next = tokens[at + 2]
  return endsSentence(tokens[at + 1]) && !(next?.is === 'denial' && next.value === 'before')
}

const wordAt = (text: string, from: number): string =>
  /^[a-z][a-z']*/.exec(text.slice(from, from + 24))?.[0] ?? ''

/** Whether a letter or name stands alone: a letter not as part of an address, a character of a name before a number. */
const standsAlone = (text: string, from: number): boolean =>
  /[a-z]/.test(text[from] ?? '')
    ? !/^[座栋幢区楼单]/.test(text.slice(from + 1))
    : /^ ?[:：]? ?[34]\d/.test(text.slice(from + 1)) && !/\p{Script=Han}/u.test(text[from - 1] ?? '')

const nameAt = (
  text: string,
  from: number,
  people: readonly Named[],
): { letter: string; to: number } | undefined => {
  // (1), (2): people in the order of their letters.
  const order = /^(?:\((\d)\)|(\d)[.、)](?=[34]\d[.点度]))/.exec(text.slice(from, from + 6))
  const ordered = order === null ? undefined : people[Number(order[1] ?? order[2]) - 1]
  if (ordered !== undefined && people.length > 1 && !/\d/.test(text[from - 1] ?? ''))
    return { letter: ordered.letter, to: from + (order?.[0].length ?? 0) }
  const word = wordAt(text, from)
  const letters = people.map(({ letter }) => letter.toLowerCase())
  const inRun = from === 0 || !/[a-z]/.test(text[from - 1] ?? '') || letters.includes(text[from - 1] ?? '')
  // abcd, bc: letters in order; `add` and `dad` are words.
  const ascends = [...word].every((letter, index) => index === 0 || letter > (word[index - 1] ?? ''))
  if (
    word.length > 1 &&
    ascends &&
    inRun &&
    people.length > 1 &&
    [...word].every((letter) => letters.includes(letter))
  )
    return { letter: word.slice(0, 1).toUpperCase(), to: from + 1 }
  // The article of `has a cough` is not the letter A.
  if (
    /^a [a-z]/.test(text.slice(from, from + 3)) &&
    !/^a (?:and|is|has|also|too|not|[b-h])(?![a-z])/.test(text.slice(from, from + 8))
  )
    return undefined
  for (const { letter, names } of people)
    for (const name of names)
      if (
        text.startsWith(name, from) &&
        !(name.length === 1 && !standsAlone(text, from)) &&
        !(/[a-z]/.test(name) && /[a-z]/.test(text[from + name.length] ?? ''))
      )
        return { letter, to: from + name.length }
  return undefined
}

/** Splits a folded text into tokens: numbers, names, phrases of the lexicon, marks, and the rest. */
export const tokensOf = (
  text: string,
  numbers: Pick<Numbers, 'candidates' | 'others'>,
  people: readonly Named[] = [],
  speaker: Speaker = 'resident',
  marked: readonly (Span & { readonly is: 'code' | 'phone' })[] = [],
): Token[] => {
  const tokens: Token[] = []
  const readings = new Map(numbers.candidates.map((candidate) => [candidate.from, candidate]))
  const others = new Map(numbers.others.map((other) => [other.from, other]))
  const starts = [...readings.keys(), ...others.keys(), ...marked.map(({ from }) => from)].sort(
    (a, b) => a - b,
  )
  let unknown: number | undefined
  const push = (token: Token): void => {
    if (unknown !== undefined && unknown < token.from)
      tokens.push({ is: 'unknown', from: unknown, to: token.from, text: text.slice(unknown, token.from) })
    unknown = undefined
    tokens.push(token)
  }
  let at = 0
  while (at < text.length) {
    const span = (to: number) => ({ from: at, to, text: text.slice(at, to) })
    const candidate = readings.get(at)
    const other = others.get(at)
    const from = at
    if (candidate !== undefined && candidate.to > at) {
      push({ is: 'reading', candidate, ...span(candidate.to) })
      at = candidate.to
      continue
    }
    const mark = marked.find((one) => one.from === from)
    if (mark !== undefined) {
      push({ is: mark.is, ...span(mark.to) })
      at = mark.to
      continue
    }
    const range = people.length > 1 ? /^a ?[-~至到] ?([b-h])(?![a-z])/.exec(text.slice(at, at + 6)) : null
    if (range !== null && range[1]?.toUpperCase() === people.at(-1)?.letter) {
      push({ is: 'person', value: 'everyone', ...span(at + range[0].length) })
      at += range[0].length
      continue
    }
    const name = nameAt(text, at, people)
    if (name !== undefined) {
      push({ is: 'name', letter: name.letter, ...span(name.to) })
      at = name.to
      continue
    }
    const inWord = at > 0 && /[a-z]/.test(text[at] ?? '') && /[a-z']/.test(text[at - 1] ?? '')
    const phrase = inWord ? undefined : phraseAt(text, at, speaker)
    if (other !== undefined && other.to > at && (phrase === undefined || phrase.to <= other.to)) {
      push({ is: 'number', kind: other.kind, ...span(other.to) })
      at = other.to
      continue
    }
    // A phrase never reaches into a number that was read.
    const next = starts.find((start) => start > from)
    if (phrase !== undefined && (next === undefined || phrase.to <= next || others.has(next))) {
      push({ is: phrase.is, value: phrase.value, ...span(phrase.to) })
      at = phrase.to
      continue
    }
    const word = inWord ? '' : wordAt(text, at)
    const meant = word === '' ? undefined : meantBy(word)
    if (meant !== undefined) {
      const repaired = text.slice(0, at) + meant + text.slice(at + word.length)
      const again = phraseAt(repaired, at, speaker)
      if (again !== undefined) {
        const to = again.to + word.length - meant.length
        push({ is: again.is, value: again.value, ...span(to) })
        at = to
        continue
      }
    }
    if (word !== '') {
      if (unknown === undefined) unknown = at
      at += word.length
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (!/[\p{L}\p{N}]/u.test(character)) {
      push({ is: 'mark', mark: markOf(character), ...span(at + character.length) })
      at += character.length
      continue
    }
    if (unknown === undefined) unknown = at
    at += character.length
  }
  if (unknown !== undefined && unknown < text.length)
    tokens.push({ is: 'unknown', from: unknown, to: text.length, text: text.slice(unknown) })
  return tokens.map((token, index) => {
    if (token.is === 'unknown' && NAME.test(token.text)) return { ...token, is: 'plain', value: 'name' }
    return asksAtTheEnd(tokens, index) ? { ...token, is: 'question', value: 'mark' } : token
  })
}

export const isMark = (token: Token | undefined, ...marks: Mark[]): boolean =>
  token?.is === 'mark' && marks.includes(token.mark)

export const isPlain = (token: Token | undefined, ...values: string[]): boolean =>
  token?.is === 'plain' && values.includes(token.value)

/** A denial in the words of residents, or one that blocks an answer of staff. */
export const isDenial = (token: Token | undefined, ...values: string[]): boolean =>
  (token?.is === 'denial' && values.includes(token.value)) ||
  (token?.is === 'blocker' && token.value === 'denial' && values.includes('before'))

export const valuesOf = (tokens: readonly Token[], is: Token['is']): string[] =>
  tokens.flatMap((token) => (token.is === is && 'value' in token ? [token.value] : []))

/** Only tokens of one class, besides marks and courtesy. */
export const isWhole = (tokens: readonly Token[], is: Token['is']): boolean =>
  tokens.every((token) => token.is === is || token.is === 'mark' || isPlain(token, 'kind', 'filler'))
