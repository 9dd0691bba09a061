import { readdirSync } from 'node:fs'
import { piecesOf } from '../../../core/hearing/second-reader/hashed-ngrams.ts'
import { clean, fold } from '../../../core/hearing/source-text/normalise-text.ts'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { isResident, type ResidentLine, readLines, type Tell } from '../corpus/labelled-lines.ts'
import { isPlain } from '../corpus/line-kinds.ts'

/** A text and what the second reader should think of it. */
export interface Example {
  readonly folded: string
  readonly pieces: readonly number[]
  /** 1: somebody is in danger. */
  readonly danger: 0 | 1
  /** The weight of the example; 0: it is ignored. */
  readonly weight: number
}

export interface Labelled extends Example {
  readonly id: string
  readonly file: string
  readonly text: string
  readonly setting: string
  readonly tell: Tell
  /** A healthy report or kind words, which nobody needs to be told. */
  readonly plain: boolean
  /** A fever or a symptom is recorded, which alarms by itself. */
  readonly alarms: boolean
  readonly never: readonly string[]
}

const FEVER = defaultRuleBook.fever.from

export const folded = (text: string): string => fold(clean(text))

const labelled = (file: string, line: ResidentLine): Labelled => {
  const { id, text, setting, expect, never } = line
  const { record, tell } = expect
  const symptoms = record.flatMap((report) => report.symptoms)
  const fever = record.some(({ tenths }) => (tenths ?? 0) >= FEVER)
  const alarms = fever || symptoms.length > 0
  const plain = isPlain(line)
  const danger = tell === 'urgent'
  const words = folded(text)
  return {
    id,
    file,
    text,
    setting,
    tell,
    plain,
    alarms,
    never,
    folded: words,
    pieces: [...piecesOf(words)],
    danger: danger ? 1 : 0,
    weight: !danger && symptoms.includes('breathlessness') ? 0 : 1,
  }
}

/** The residents' lines of every file of a folder, in the order of their names. */
export const labelledIn = (folder: string): Labelled[] =>
  readdirSync(folder)
    .filter((name) => /^(?:resident|written-\d+)\.jsonl$/.test(name))
    .sort()
    .flatMap((name) =>
      readLines(`${folder}/${name}`)
        .filter(isResident)
        .map((line) => labelled(name, line)),
    )
