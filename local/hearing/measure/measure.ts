import type { Community } from '../../../core/community/community.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { isResident, type Line } from '../corpus/labelled-lines.ts'
import { judge, type Verdict } from './judge.ts'
import { type ObservedOutcome, observedOutcome } from './observed-outcome.ts'
import { residentWorld } from './resident-settings.ts'
import { staffWorld } from './staff-settings.ts'
import type { World } from './world.ts'
import { RESIDENT } from './world-people.ts'

export interface Measured extends Verdict {
  readonly line: Line
  /** As it was sent, with the codes of the matters. */
  readonly text: string
  readonly outcome: ObservedOutcome
}

interface Place {
  readonly world: World
  readonly from: string
  readonly codes: { readonly code?: string; readonly code2?: string }
}

const placeKey = ({ as, setting, language }: Line): string => `${as} ${setting} ${language}`

const placeFor = async (line: Line, community: Community, book: RuleBook): Promise<Place> => {
  const { language } = line
  const speaking = inLanguage(community, language)
  if (isResident(line)) {
    const world = await residentWorld(line.setting, speaking, book, language)
    return { world, from: RESIDENT, codes: {} }
  }
  const { world, from, ...codes } = await staffWorld(line.setting, speaking, book, language, line.as)
  return { world, from, codes }
}

/** The same community with staff who read and write this language. */
const inLanguage = (community: Community, language: Line['language']): Community => ({
  ...community,
  language,
  grids: community.grids.map((grid) => ({ ...grid, worker: { ...grid.worker, language } })),
  administrator: { ...community.administrator, language },
  streetOffice: { ...community.streetOffice, language },
  policeStation: { ...community.policeStation, language },
  doctor: { ...community.doctor, language },
  hospital: { ...community.hospital, language },
})

const withCodes = (text: string, { code = '', code2 = '' }: Place['codes']): string =>
  text.replaceAll('{code2}', code2).replaceAll('{code}', code)

export interface MeasureOptions {
  readonly community: Community
  readonly book: RuleBook
  readonly onProgress?: (done: number, all: number) => void
}

/** Sends every line through the use cases in its setting, and judges the outcome. Keeps the order of the lines. */
export const measure = async (
  lines: readonly Line[],
  { community, book, onProgress }: MeasureOptions,
): Promise<Measured[]> => {
  const together = Map.groupBy(lines, placeKey)
  const measured = new Map<Line, Measured>()
  for (const group of together.values()) {
    const [first] = group
    if (first === undefined) continue
    const { world, from, codes } = await placeFor(first, community, book)
    for (const line of group) {
      const text = withCodes(line.text, codes)
      const outcome = observedOutcome(await world.hear(from, text, line.id))
      measured.set(line, { line, text, outcome, ...judge(line, outcome) })
      onProgress?.(measured.size, lines.length)
    }
    world.close()
  }
  return lines.flatMap((line) => measured.get(line) ?? [])
}
