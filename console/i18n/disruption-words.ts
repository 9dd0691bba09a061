import type { Language } from '../../core/community/community.ts'
import type { DisruptionKind, LadderKind } from '../../core/rule-book/rule-book.ts'
import { domainWords } from './domain-words.ts'

/** What is wrong, in a few words. */
export const disruptionNames: Readonly<Record<Language, Readonly<Record<DisruptionKind, string>>>> = {
  en: {
    workflow_failing: 'the system cannot go on',
    messages_failing: 'texts do not go out',
    not_asked: 'people were not asked',
  },
  'zh-CN': { workflow_failing: '系统故障', messages_failing: '短信发不出', not_asked: '有人没有被问到' },
}

/** The name of whatever climbs a ladder. */
export const ladderName = (kind: LadderKind, language: Language): string =>
  ({ ...domainWords[language].matter, ...disruptionNames[language] })[kind]
