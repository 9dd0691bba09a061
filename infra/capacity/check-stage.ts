import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import type { Stage } from '../stages/stages.ts'
import { morning } from './herd.ts'
import { loadTable } from './herd-report.ts'

export class StageTooSmall extends Error {
  override readonly name = 'StageTooSmall'
}

/** @throws StageTooSmall when the stage cannot hold the people that are planned, with the lines that say why */
export const checkStage = (stage: Stage): void => {
  const { people, region, spreadMinutes = defaultRuleBook.slots.spreadMinutes } = stage.planned
  const broken = morning({ people, region, spreadMinutes, stage }).filter(({ holds }) => !holds)
  if (broken.length === 0) return
  throw new StageTooSmall(
    [
      `stage '${stage.name}' cannot hold the ${people.toLocaleString('en')} people that are planned for it:`,
      ...loadTable(broken),
      'Ask AWS or the provider for more and say so in the stage (quotas, sms.perSecond), spread the prompts over more minutes, or plan cells: docs/scale.md.',
    ].join('\n'),
  )
}
