import type { Candidate } from '../numbers/temperatures.ts'
import { isMark, isPlain, type Token } from '../tokens/tokens.ts'
import { bindTimes, closes, isLight, type SaidWhen, tokenAt } from './bound-times.ts'
import { type OnPhone, peopleIn, type Whose } from './people-in-text.ts'

/** A temperature with its person and time, as far as the text gives them. */
export interface BoundReading {
  readonly candidate: Candidate
  /** The index of its token. */
  readonly at: number
  /** undefined: the text does not say. */
  readonly whose?: Whose
  /** undefined: the text does not say, so it was measured just now. */
  readonly when?: Exclude<SaidWhen, undefined>
}

export interface Bound {
  readonly readings: readonly BoundReading[]
  /** There are names before and after the numbers, so either can be meant. */
  readonly eitherWay: boolean
  readonly people: Map<Token, Whose | 'others'>
}

const isSelf = (token: Token | undefined): boolean => token?.is === 'person' && token.value === 'self'

type Group = { readonly tokens: readonly number[]; readonly whose: Whose | 'others'; readonly end: number }

const SAYS = /^(?:说|讲|says|said|给|帮|替|for)$/
const HELPS = /^(?:给|帮|替)我/

/** Groups of people: `A、B`, `我和老婆`. Only words that name somebody. */
const groupsIn = (
  tokens: readonly Token[],
  people: Map<Token, Whose | 'others'>,
  from: number,
  to: number,
): Group[] => {
  const groups: { tokens: number[]; whose: Whose | 'others'; end: number }[] = []
  for (let at = from; at < to; at += 1) {
    const token = tokens[at]
    const whose = token === undefined ? undefined : people.get(token)
    if (whose === undefined) continue
    const last = groups.at(-1)
    const between = tokens.slice((last?.end ?? at) + 1, at)
    const joins = between.every((one) => isMark(one, 'space', 'link') || isPlain(one, 'link', 'filler'))
    // 老婆说我38.1, 妈妈给我量了38.1: the person who says so or helps is not the one measured.
    const isAbout = HELPS.test(token?.text ?? '') || between.some(({ text }) => SAYS.test(text))
    const broad =
      last !== undefined && last.whose !== 'outsider' && last.whose.length > 2 && last.tokens.length === 1
    if (last !== undefined && joins && isAbout) {
      last.tokens.push(at)
      last.end = at
      last.whose = whose
    } else if (
      last !== undefined &&
      joins &&
      broad &&
      between.every((one) => isMark(one, 'space') || isPlain(one, 'filler'))
    ) {
      last.tokens.push(at)
      last.end = at
      last.whose = whose
    } else if (last !== undefined && joins && last.whose !== 'others' && whose !== 'others') {
      last.tokens.push(at)
      last.end = at
      if (last.whose === 'outsider' || whose === 'outsider') {
        // 我老婆 is one person, not two.
        last.whose = between.length === 0 ? whose : last.whose === 'outsider' ? whose : last.whose
      } else
        last.whose =
          between.length === 0 && isSelf(tokens[at - 1]) ? whose : [...new Set([...last.whose, ...whose])]
    } else groups.push({ tokens: [at], whose, end: at })
  }
  return groups
}

/** 36.4哥: a form of address, not the person measured. */
const ADDRESS =
  /^(?:哥|姐|叔|婶|阿姨|叔叔|[大老]哥|[大老]姐|哥哥|姐姐|bro|brother|sis|sister|sir|uncle|aunt(?:ie|y)?)$/

/**
 * `38.6 C B36.5`: of two names between two numbers, the first belongs to the number before it if that one has no other
 * name. Maps the index of the reading to the token of the name.
 */
const namesBehind = (
  tokens: readonly Token[],
  readings: readonly number[],
  gaps: readonly Group[][],
  whose: Map<Token, Whose | 'others'>,
): Map<number, number> => {
  const owned = new Map<number, number>()
  readings.forEach((at, index) => {
    const [group] = gaps[index + 1] ?? []
    const [first, second] = group?.tokens ?? []
    if (group === undefined || first === undefined || second === undefined) return
    if (index + 1 >= readings.length || (gaps[index] ?? []).length > 0) return
    const between = [...tokens.slice(at + 1, first), ...tokens.slice(first + 1, second)]
    if (!between.every((token) => isMark(token, 'space'))) return
    owned.set(index, first)
    const rest = group.tokens.slice(1)
    const letters = rest.flatMap((token) => {
      const who = whose.get(tokenAt(tokens, token))
      return who === undefined || typeof who === 'string' ? [] : who
    })
    gaps[index + 1]?.splice(0, 1, { tokens: rest, whose: letters, end: group.end })
  })
  return owned
}

/** Finds the person and the time of each temperature in a text. */
export const bindReadings = (tokens: readonly Token[], people: readonly OnPhone[]): Bound => {
  const whose = peopleIn(tokens, people)
  const readings = tokens.flatMap((token, at) =>
    token.is === 'reading' && token.candidate.form !== 'denied' ? [at] : [],
  )
  const times = bindTimes(tokens, readings, people.length > 1)
  /** The words before a reading begin after the reading before it. */
  const beginsAt = (index: number): number => (readings[index - 1] ?? -1) + 1
  const all = people.map(({ letter }) => letter)
  const single = people.length < 2
  const gaps = [...readings, tokens.length].map((at, index) => {
    const groups = groupsIn(tokens, whose, beginsAt(index), at)
    if (at === tokens.length) return groups
    return groups.filter(({ end }) => {
      const between = tokens.slice(end + 1, at)
      if (between.some((token) => isMark(token, 'stop', 'question'))) return false
      return !single || between.every((token) => isLight(token) || token.is === 'symptom')
    })
  })
  const behind = readings.map((at, index) =>
    groupsIn(tokens, whose, at + 1, readings[index + 1] ?? tokens.length).filter(({ tokens: members }) => {
      const between = tokens.slice(at + 1, members[0])
      if (single && ADDRESS.test(tokenAt(tokens, members[0] ?? 0).text)) return false
      return between.every(
        (token) => isMark(token, 'space', 'colon') || isPlain(token, 'filler', 'measure', 'have', 'yes'),
      )
    }),
  )
  const first = gaps[0] ?? []
  const isBehind =
    readings.length > 0 &&
    first.length === 0 &&
    behind.length > 0 &&
    behind.every((groups) => groups.length > 0)
  // 36.5 A 38.9 B: with only spaces between, B can belong to either number.
  const parted = readings.every((at, index) => {
    const next = readings[index + 1]
    const group = behind[index]?.at(-1)?.tokens.at(-1)
    return (
      next === undefined ||
      group === undefined ||
      closes(tokens, group, next) ||
      !closesOrSpace(tokens, at, group)
    )
  })
  const eitherWay = isBehind && readings.length > 1 && !parted
  const behindThem = single ? new Map<number, number>() : namesBehind(tokens, readings, gaps, whose)
  const bound: BoundReading[] = []
  let current: Whose | undefined
  readings.forEach((at, index) => {
    const token = tokens[at]
    if (token?.is !== 'reading') return
    const gap = gaps[index] ?? []
    const nextGap = gaps[index + 1] ?? []
    let mine: Whose | 'others' | undefined
    const explicit = ownedBehind(tokens, at, whose) ?? behindThem.get(index)
    if (explicit !== undefined) {
      mine = whose.get(tokenAt(tokens, explicit))
      // A name used for this number is not the subject of the next.
      const named = nextGap.findIndex((group) => group.tokens.includes(explicit))
      if (named >= 0) nextGap.splice(named, 1)
    } else if (exceptIn(tokens, beginsAt(index), at)) mine = allBut(gap, all)
    else if (isBehind) mine = behind[index]?.[0]?.whose
    else if (gap.length > 0) mine = gap.at(-1)?.whose
    else if (isForAll(tokens, beginsAt(index), at, people.length)) mine = all
    else if (
      times[index] !== undefined &&
      index > 0 &&
      JSON.stringify(times[index]) !== JSON.stringify(times[index - 1])
    )
      mine = current
    if (mine === undefined && times4(tokens, at, people.length)) mine = all
    const when = times[index]
    bound.push({
      candidate: token.candidate,
      at,
      ...(mine === undefined || mine === 'others' ? {} : { whose: mine }),
      ...(when === undefined ? {} : { when }),
      ...(mine === 'others' ? { whose: OTHERS } : {}),
    })
    if (mine !== undefined && mine !== 'others') current = mine
  })
  return { readings: sameAs(tokens, whose, withOthers(tokens, whose, bound, all)), eitherWay, people: whose }
}

/** `除了妈妈都是36.5`, `all but mum 36.5`: the number is everybody's except the person named. */
const exceptIn = (tokens: readonly Token[], from: number, at: number): boolean => {
  const gap = tokens.slice(from, at)
  const except = gap.find((token) => token.is === 'denial' && token.value === 'except')
  return (
    except !== undefined && (/^(?:all|every)/.test(except.text) || gap.some((token) => isPlain(token, 'all')))
  )
}

const allBut = (gap: readonly Group[], all: readonly string[]): readonly string[] => {
  const named = gap.flatMap(({ whose }) =>
    typeof whose === 'string' || whose.length === all.length ? [] : whose,
  )
  return all.filter((letter) => !named.includes(letter))
}

const OTHERS: readonly string[] = []

const closesOrSpace = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from + 1, to).some((token) => isMark(token, 'space', 'comma', 'stop', 'link'))

/** `36.5是我的`, `36.5 is mine`: the person to whom the text gives the number. */
const ownedBehind = (
  tokens: readonly Token[],
  at: number,
  whose: Map<Token, Whose | 'others'>,
): number | undefined => {
  const measuredFor = tokens.findIndex(
    (token, index) => index > at && index <= at + 10 && /^(?:给|帮|替)$/.test(token.text),
  )
  if (measuredFor > 0 && tokens.slice(at + 1, measuredFor).every((token) => token.is !== 'reading')) {
    const whom = tokens[measuredFor + 1]
    if (whom !== undefined && whose.has(whom) && isPlain(tokens[measuredFor + 2], 'measure'))
      return measuredFor + 1
  }
  let next = at + 1
  while (isMark(tokens[next], 'space')) next += 1
  if (!/^(?:是|is|for)$/.test(tokens[next]?.text ?? '')) return undefined
  next += 1
  while (isMark(tokens[next], 'space')) next += 1
  const token = tokens[next]
  return token !== undefined && whose.has(token) ? next : undefined
}

/** `今早都36.5`, `全家36.5`, `we all`: a word for everybody before the number. */
const isForAll = (tokens: readonly Token[], from: number, at: number, count: number): boolean =>
  count > 1 &&
  tokens.slice(from, at).some((token) => isPlain(token, 'all') && (token.text !== 'both' || count === 2))

/** `36.5×4` */
const times4 = (tokens: readonly Token[], at: number, count: number): boolean =>
  count > 1 && /^[×x*]$/.test(tokens[at + 1]?.text ?? '') && tokens[at + 2]?.text === String(count)

/** The others: the people of the phone whom the text has not named. */
const withOthers = (
  tokens: readonly Token[],
  whose: Map<Token, Whose | 'others'>,
  readings: readonly BoundReading[],
  all: readonly string[],
): BoundReading[] => {
  const named = new Set<string>()
  for (const token of tokens) {
    const letters = whose.get(token)
    if (
      letters !== undefined &&
      letters !== 'others' &&
      letters !== 'outsider' &&
      letters.length < all.length
    )
      for (const letter of letters) named.add(letter)
  }
  const rest = all.filter((letter) => !named.has(letter))
  return readings.map((reading) => {
    if (reading.whose !== OTHERS) return reading
    const { whose: _, ...unnamed } = reading
    return named.size === 0 && all.length > 1 ? unnamed : { ...reading, whose: rest }
  })
}

/** `a 36.5 and b also`: the number before counts for the second person too. */
const sameAs = (
  tokens: readonly Token[],
  whose: Map<Token, Whose | 'others'>,
  readings: readonly BoundReading[],
): BoundReading[] => {
  const more: BoundReading[] = []
  tokens.forEach((token, at) => {
    if (!isPlain(token, 'same')) return
    const before = readings.findLast((reading) => reading.at < at)
    const next = readings.find((reading) => reading.at > at)
    let person = at - 1
    while (isMark(tokens[person], 'space')) person -= 1
    const who = tokens[person] === undefined ? undefined : whose.get(tokenAt(tokens, person))
    if (before === undefined || who === undefined || who === 'others' || who === 'outsider') return
    const own =
      next !== undefined &&
      tokens
        .slice(at + 1, next.at)
        .every((one) => isMark(one, 'space', 'colon') || isPlain(one, 'filler', 'measure'))
    if (!own) more.push({ ...before, at, whose: who })
  })
  return [...readings, ...more]
}
