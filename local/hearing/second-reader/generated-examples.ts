import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { piecesOf } from '../../../core/hearing/second-reader/hashed-ngrams.ts'
import type { Draws } from './training-draws.ts'
import { type Example, folded } from './training-examples.ts'

const Phrases = z.record(z.string(), z.array(z.string()))
const Symptoms = z.object({ named: Phrases })
type Phrases = z.infer<typeof Phrases>

export interface Lexicon {
  readonly dangers: Phrases
  readonly needs: Phrases
  readonly concerns: Phrases
  readonly plain: Phrases
  readonly symptoms: Phrases
  /** What denies the words behind it. */
  readonly denials: readonly string[]
}

export const lexiconIn = (folder: string): Lexicon => {
  const file = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'))
  return {
    dangers: Phrases.parse(file('dangers')),
    needs: Phrases.parse(file('needs')),
    concerns: Phrases.parse(file('concerns')),
    plain: Phrases.parse(file('plain-words')),
    symptoms: Symptoms.parse(file('symptoms')).named,
    denials: Phrases.parse(file('denials'))['before'] ?? [],
  }
}

/** The lexicon without the phrases of some texts, so that what is measured on them was not learnt from them. */
export const without = (lexicon: Lexicon, texts: readonly string[]): Lexicon => {
  const all = texts.join('\n')
  const rest = (phrases: Phrases): Phrases =>
    Object.fromEntries(
      Object.entries(phrases).map(([value, list]) => [
        value,
        list.filter((phrase) => phrase.length < 3 || !all.includes(folded(phrase.replace('~', '')))),
      ]),
    )
  const { dangers, needs, concerns, plain, symptoms, denials } = lexicon
  return {
    dangers: rest(dangers),
    needs: rest(needs),
    concerns: rest(concerns),
    plain,
    symptoms: rest(symptoms),
    denials,
  }
}

interface Tongue {
  readonly is: (phrase: string) => boolean
  readonly between: readonly string[]
  readonly whose: readonly string[]
  readonly not: readonly string[]
  readonly reading: readonly string[]
  /** Of words: what stands between two of a phrase. */
  readonly gap: readonly string[]
}

const chinese: Tongue = {
  is: (phrase) => !/[a-z]/i.test(phrase),
  between: ['，', '。', '，', ' ', ''],
  whose: [
    '',
    '',
    '',
    '我',
    '我妈',
    '我爸',
    '孩子',
    '老人',
    '他',
    '我老公',
    '今天',
    '早上',
    '刚才',
    '昨晚',
    '家里',
    '还是',
    '有点',
  ],
  not: ['没有', '没', '无', '不', '也没有', '没有任何', '未见'],
  reading: [
    '36.5',
    '体温36.4',
    '36.6度',
    '今早36.3',
    'A36.5 B36.6',
    '我妈36.5',
    '孩子36.7',
    '爸爸36.2度',
    '早上36.5',
    '量了36.4',
  ],
  gap: ['', '有点', '很', '特别', '得', '了'],
}
const english: Tongue = {
  is: (phrase) => /[a-z]/i.test(phrase),
  between: [', ', '. ', ' and ', ' ', ' but '],
  whose: [
    '',
    '',
    '',
    'i ',
    'my mother ',
    'my dad ',
    'the baby ',
    'she ',
    'my wife ',
    'today ',
    'since morning ',
    'we ',
    'please ',
    'hello ',
  ],
  not: ['no ', 'not ', 'no any ', 'without ', "i don't have ", 'no more '],
  reading: [
    '36.5',
    'temp 36.4',
    '36.6 c',
    'this morning 36.3',
    'A36.5 B36.6',
    'my mum 36.5',
    'baby 36.7',
    'temperature is 36.2',
  ],
  gap: [' ', ' is ', ' very ', ' so '],
}

/** The weight of a generated example; a written one has 1. */
const WEIGHT = 0.2
/** Values whose words say nothing by themselves. */
const PARTS = ['degree', 'name', 'link', 'have', 'all', 'same']

const example = (text: string, danger: 0 | 1, weight = WEIGHT): Example => {
  const words = folded(text)
  return { folded: words, pieces: [...piecesOf(words)], danger, weight }
}

/** Texts made of the phrases of the lexicon, of which the meaning is known. */
export const generated = (lexicon: Lexicon, draws: Draws): Example[] =>
  [chinese, english].flatMap((tongue) => {
    const texts: Example[] = []
    const phrasesOf = (phrases: Phrases, but: readonly string[] = []): string[] =>
      Object.entries(phrases)
        .filter(([value]) => !but.includes(value))
        .flatMap(([, list]) => list)
        .filter(tongue.is)
    const said = (phrase: string): string => phrase.replaceAll('~', draws.one(tongue.gap))
    const calm = phrasesOf(lexicon.plain, PARTS)
    const maybe = (share: number, text: () => string): string[] => (draws.next() < share ? [text()] : [])
    const joined = (parts: readonly string[]): string =>
      parts.reduce((text, part) => (text === '' ? part : text + draws.one(tongue.between) + part), '')
    const told = (phrase: string): string =>
      joined([
        ...maybe(0.25, () => draws.one(calm)),
        ...maybe(0.35, () => draws.one(tongue.reading)),
        draws.one(tongue.whose) + said(phrase),
        ...maybe(0.3, () => draws.one(calm)),
      ])
    const needs = phrasesOf(
      Object.fromEntries(
        Object.entries(lexicon.needs).filter(([value]) => !/^item |^want$|^broken$/.test(value)),
      ),
    )
    const items = Object.entries(lexicon.needs)
      .filter(([value]) => value.startsWith('item '))
      .flatMap(([, list]) => list)
      .filter(tongue.is)
    const wants = [...(lexicon.needs['want'] ?? []), ...(lexicon.needs['broken'] ?? [])].filter(tongue.is)
    const denials = lexicon.denials
      .filter(tongue.is)
      .map((denial) => (tongue === english ? `${denial} ` : denial))
    const dangers = phrasesOf(lexicon.dangers)
    const symptoms = phrasesOf(lexicon.symptoms)
    const breathless = new Set(lexicon.symptoms['breathlessness'])

    for (const phrase of dangers) for (let time = 0; time < 2; time += 1) texts.push(example(told(phrase), 1))
    for (const phrase of [...needs, ...phrasesOf(lexicon.concerns)])
      for (let time = 0; time < 2; time += 1) texts.push(example(told(phrase), 0))
    for (const item of items) {
      const want = draws.one(wants)
      texts.push(example(told(tongue === chinese ? item + want : `${want} ${item}`), 0))
    }
    for (const phrase of symptoms) texts.push(example(told(phrase), 0, breathless.has(phrase) ? 0 : WEIGHT))
    // Not for danger that contains its own denial, such as 没呼吸 or "not breathing".
    const isAffirmed = (phrase: string): boolean =>
      !lexicon.denials.some((denial) => phrase.startsWith(denial))
    // Denied danger is no danger, alone or in a list.
    for (const phrase of draws.shuffled([...symptoms, ...dangers].filter(isAffirmed)).slice(0, 800)) {
      const not = (): string => draws.one(draws.next() < 0.5 ? tongue.not : denials)
      const denied = not() + said(phrase)
      const another = draws.next() < 0.5 ? [not() + said(draws.one(symptoms))] : []
      texts.push(
        example(
          joined([
            ...maybe(0.6, () => draws.one(tongue.reading)),
            denied,
            ...another,
            ...maybe(0.3, () => draws.one(calm)),
          ]),
          0,
        ),
      )
    }
    for (let time = 0; time < 3_000; time += 1) {
      const words = Array.from(
        { length: 1 + draws.below(3) },
        () => draws.one(tongue.whose) + said(draws.one(calm)),
      )
      texts.push(
        example(joined(draws.shuffled([...maybe(0.6, () => draws.one(tongue.reading)), ...words])), 0),
      )
    }
    return texts
  })
