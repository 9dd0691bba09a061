import type { Language } from '../community/community.ts'
import type { DisruptionKind } from '../rule-book/rule-book.ts'
import type { Templates } from './templates.ts'

interface DisruptionTexts {
  /** What is wrong, and what to do; `heldUp`: how many people it concerns, if it is known. */
  readonly wrong: (kind: DisruptionKind, heldUp: number | undefined) => string
  readonly over: Readonly<Record<DisruptionKind, string>>
}

const texts: Readonly<Record<Language, DisruptionTexts>> = {
  en: {
    wrong: (kind, heldUp) => {
      const people = `${heldUp ?? 'some'} ${heldUp === 1 ? 'person' : 'people'}`
      return {
        workflow_failing: `the system cannot go on${heldUp === undefined ? '' : ` with ${people}`}. Please phone those on the list on the page`,
        messages_failing: 'our texts do not go out. Please phone or visit whoever has not reported',
        not_asked: `by a fault we did not ask ${people}. Please phone those on the list on the page`,
      }[kind]
    },
    over: {
      workflow_failing: 'the system goes on by itself',
      messages_failing: 'texts go out again',
      not_asked: 'everybody has been asked',
    },
  },
  'zh-CN': {
    wrong: (kind, heldUp) => {
      const people = heldUp === undefined ? '有人' : `${heldUp}人`
      return {
        workflow_failing: `系统故障：${people}的下一步无法进行，请电话联系，名单见网页`,
        messages_failing: '短信发不出，请电话或上门询问未报体温者',
        not_asked: `${people}因故障没有被问体温，请电话询问，名单见网页`,
      }[kind]
    },
    over: {
      workflow_failing: '系统继续运行',
      messages_failing: '短信正常',
      not_asked: '都已问到',
    },
  },
}

export const disruptionText = (language: Language, { kind, heldUp }: Templates['disruption']): string =>
  texts[language].wrong(kind, heldUp)

export const disruptionOver = (language: Language, { kind }: Templates['disruption_over']): string =>
  texts[language].over[kind]
