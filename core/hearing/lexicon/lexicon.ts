import concerns from './concerns.json' with { type: 'json' }
import dangers from './dangers.json' with { type: 'json' }
import denials from './denials.json' with { type: 'json' }
import needs from './needs.json' with { type: 'json' }
import orders from './orders.json' with { type: 'json' }
import people from './people.json' with { type: 'json' }
import plainWords from './plain-words.json' with { type: 'json' }
import questions from './questions.json' with { type: 'json' }
import slips from './slips.json' with { type: 'json' }
import staff from './staff.json' with { type: 'json' }
import symptoms from './symptoms.json' with { type: 'json' }
import times from './times.json' with { type: 'json' }

/** The class of a phrase. The phrases themselves are in the files of the folder lexicon. */
export type WordClass = keyof typeof files | keyof typeof staffFiles

/**
 * One file for each subject, one list of phrases for each value. If two files have the same phrase, the first file
 * counts: so subjects that need a person come first.
 */
const files = {
  danger: dangers,
  symptom: symptoms.named,
  part: symptoms.parts,
  complaint: { other: symptoms.complaints },
  need: needs,
  order: orders,
  question: questions,
  denial: denials,
  person: people,
  time: times,
  concern: concerns,
  plain: plainWords,
} as const

/** Phrases that only staff write come before those that residents write too. */
const staffFiles = {
  answer: staff.answers,
  blocker: staff.blockers,
  staff: staff.others,
} as const

export interface Meaning {
  readonly is: WordClass
  readonly value: string
}

interface Phrase {
  readonly is: WordClass
  value: string
  /** Words of degree may come between the parts: 头~痛 has the parts 头 and 痛. */
  readonly parts: readonly string[]
  readonly length: number
}

export interface Match extends Meaning {
  readonly to: number
}

const isLatin = (character: string | undefined): boolean =>
  character !== undefined && /[a-z0-9]/.test(character)

/** The key of a phrase: its first word in Latin script, its first character in Chinese. */
const keyOf = (phrase: string): string => /^(?:[a-z']+|\d+)/.exec(phrase)?.[0] ?? phrase.slice(0, 1)

type Files = { readonly [is: string]: { readonly [value: string]: readonly string[] } }

/** Phrases of the given files, grouped by key. A phrase that one class has under two values gets both. */
const build = (all: Files): Map<string, Phrase[]> => {
  const index = new Map<string, Phrase[]>()
  const known = new Map<string, Phrase>()
  for (const [is, values] of Object.entries(all)) {
    if (!isClass(is)) continue
    for (const [value, phrases] of Object.entries(values)) {
      for (const phrase of phrases) {
        const same = known.get(phrase)
        if (same !== undefined) {
          if (is === 'answer' && same.is === is) same.value += `|${value}`
          continue
        }
        const parts = phrase.split('~').map((part) => part.trim())
        const [first = ''] = parts
        const entry: Phrase = { is, value, parts, length: phrase.length }
        known.set(phrase, entry)
        const key = keyOf(first)
        const others = index.get(key)
        if (others === undefined) index.set(key, [entry])
        else others.push(entry)
      }
    }
  }
  return index
}

const isClass = (name: string): name is WordClass =>
  Object.hasOwn(files, name) || Object.hasOwn(staffFiles, name)

const index = build(files)
const staffIndex = build({ ...staffFiles, ...files })

export type Speaker = 'resident' | 'staff'

const indexOf = (speaker: Speaker): Map<string, Phrase[]> => (speaker === 'staff' ? staffIndex : index)

const degree = new Set<string>(plainWords.degree)
const yes = new Set<string>(plainWords.yes)
const no = new Set<string>(plainWords.no)

/** Words such as `有点` or `very`, which may come between the parts of a complaint. */
export const isDegree = (text: string): boolean => degree.has(text)
/** Words that mean yes, or no, in answer to a question; elsewhere they may be a kind word or a denial. */
export const saysYes = (text: string): boolean => yes.has(text)
export const saysNo = (text: string): boolean => no.has(text)
const longestDegree = Math.max(...plainWords.degree.map((word) => word.length))

/** Every possible end of up to three words of degree from here on, nearest first. */
const afterDegree = (text: string, from: number): number[] => {
  const ends = [from]
  let at = from
  for (let words = 0; words < 3; words += 1) {
    while (text[at] === ' ') at += 1
    let found = 0
    for (let length = longestDegree; length > 0 && found === 0; length -= 1) {
      const word = text.slice(at, at + length)
      if (degree.has(word) && !(isLatin(word.at(-1)) && isLatin(text[at + length]))) found = length
    }
    if (found === 0) break
    at += found
    ends.push(at)
  }
  return ends
}

/** A space in a phrase matches any run of spaces, or a hyphen. */
const literal = (text: string, part: string, from: number): number | undefined => {
  let at = from
  for (const character of part) {
    if (character === ' ') {
      if (text[at] !== ' ' && text[at] !== '-') return undefined
      while (text[at] === ' ' || text[at] === '-') at += 1
    } else {
      if (!text.startsWith(character, at)) return undefined
      at += character.length
    }
  }
  // A Latin word ends where no letter follows: `reached` matches in `reached37.1`.
  return /[a-z]/.test(part.at(-1) ?? '') && /[a-z]/.test(text[at] ?? '') ? undefined : at
}

const matchParts = (text: string, parts: readonly string[], from: number): number | undefined => {
  const [part = '', ...others] = parts
  const end = literal(text, part, from)
  if (end === undefined || others.length === 0) return end
  for (const next of afterDegree(text, end).reverse()) {
    let at = next
    while (text[at] === ' ') at += 1
    const done = matchParts(text, others, at)
    if (done !== undefined) return done
  }
  return undefined
}

/** The longest phrase of the lexicon at this position of a folded text. */
export const phraseAt = (text: string, from: number, speaker: Speaker = 'resident'): Match | undefined => {
  let best: Match | undefined
  for (const { parts, is, value } of indexOf(speaker).get(keyOf(text.slice(from, from + 24))) ?? []) {
    const to = matchParts(text, parts, from)
    if (to !== undefined && (best === undefined || to > best.to)) best = { is, value, to }
  }
  return best
}

/** Common slips of input methods and speech recognition, each with the right word: `提问` for `体温`. */
export const slipsIn: readonly (readonly [string, string])[] = Object.entries(slips)

const latinWords = new Map<number, string[]>()
for (const [key, phrases] of index) {
  // Only words that matter for care are worth guessing.
  if (!/^[a-z]{5,}$/.test(key) || phrases.every(({ is }) => is === 'plain')) continue
  const same = latinWords.get(key.length)
  if (same === undefined) latinWords.set(key.length, [key])
  else same.push(key)
}

const isKnown = (word: string): boolean => index.has(word)

/** Whether the two differ by one typing error: a letter added, missing or wrong, or two letters swapped. */
const isOneSlipFrom = (a: string, b: string): boolean => {
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  let [endA, endB] = [a.length, b.length]
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1
    endB -= 1
  }
  const [left, right] = [a.slice(from, endA), b.slice(from, endB)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

const guesses = new Map<string, string | undefined>()

/** The only relevant word within one typing error of an unknown Latin word. */
export const meantBy = (word: string): string | undefined => {
  if (word.length < 5 || word.length > 16 || isKnown(word)) return undefined
  if (guesses.has(word)) return guesses.get(word)
  const near = [word.length - 1, word.length, word.length + 1].flatMap(
    (length) => latinWords.get(length) ?? [],
  )
  const found = near.find((known) => known[0] === word[0] && isOneSlipFrom(word, known))
  if (guesses.size > 5_000) guesses.clear()
  guesses.set(word, found)
  return found
}
