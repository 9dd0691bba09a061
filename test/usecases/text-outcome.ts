import type { Role } from '../../core/community/community.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import type { ResidentSetting, StaffSetting } from '../../local/hearing/corpus/labelled-lines.ts'
import { type ObservedOutcome, observedOutcome } from '../../local/hearing/measure/observed-outcome.ts'
import { residentWorld } from '../../local/hearing/measure/resident-settings.ts'
import { type StaffWorld, staffWorld } from '../../local/hearing/measure/staff-settings.ts'
import type { Heard, World } from '../../local/hearing/measure/world.ts'
import { RESIDENT } from '../../local/hearing/measure/world-people.ts'
import { exampleCommunity } from '../workflow/test-system.ts'

export interface TextOutcome extends ObservedOutcome {
  /** What the writer was sent, by template. */
  readonly back: readonly string[]
  /** What anybody else was sent, by template. */
  readonly told: readonly string[]
  /** Whether the writer was asked if it is so many tenths. */
  readonly askedIf?: number
  /** Matters that began with this text. */
  readonly opened: readonly MatterKind[]
  /** Of everybody on the phone, in the order of their letters. */
  readonly statuses: readonly Isolation['status']['name'][]
}

const ledBy = (heard: Heard): TextOutcome => {
  const events = heard.people.flatMap(({ entries }) => entries).map(({ event }) => event)
  const asked = events.flatMap((one) => (one.type === 'asked_to_confirm' ? [one.tenths] : []))[0]
  return {
    ...observedOutcome(heard),
    back: heard.sent.filter(({ to }) => to === heard.from).map(({ template }) => template),
    told: heard.sent.filter(({ to }) => to !== heard.from).map(({ template }) => template),
    ...(asked === undefined ? {} : { askedIf: asked }),
    opened: events.flatMap((one) => (one.type === 'matter_opened' ? [one.kind] : [])),
    statuses: heard.people.map(({ after }) => after.status.name),
  }
}

/** Reads texts of a resident, each from the same state of this setting. */
export const residentIn = (setting: ResidentSetting) => {
  let made: Promise<World> | undefined
  return async (text: string): Promise<TextOutcome> => {
    made ??= residentWorld(setting, exampleCommunity(), defaultRuleBook, 'zh-CN')
    return ledBy(await (await made).hear(RESIDENT, text, 'one'))
  }
}

/** Reads texts of a post about a matter of this kind, each from the same state and with the code in front. */
export const postWith = (kind: StaffSetting, role: Role) => {
  let made: Promise<StaffWorld> | undefined
  return async (words: string): Promise<TextOutcome> => {
    made ??= staffWorld(kind, exampleCommunity(), defaultRuleBook, 'zh-CN', role)
    const { world, from, code } = await made
    return ledBy(await world.hear(from, `${code} ${words}`, 'one'))
  }
}
