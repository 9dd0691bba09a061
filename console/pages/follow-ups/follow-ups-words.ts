import type { FollowUps } from '../../../api/endpoints/follow-ups.ts'
import type { Words } from '../../i18n/language.tsx'

type FollowUpType = FollowUps['due'][number]['type']

interface FollowUpsWords {
  readonly title: string
  readonly description: string
  readonly filters: string
  readonly kind: string
  readonly allKinds: string
  readonly types: Readonly<Record<FollowUpType, string>>
  readonly due: string
  readonly nothingDue: string
  readonly done: string
  readonly nothingDone: string
  readonly overdue: string
  readonly overdueCount: (count: number) => string
  readonly by: (who: string) => string
  readonly until: (when: string) => string
  readonly nobody: string
  readonly reading: string
  readonly more: (count: number) => string
}

export const followUpsWords: Words<FollowUpsWords> = {
  en: {
    title: 'Follow-ups',
    description:
      'Visits, calls and measurements by the workers: what is due now, and what was done on a day.',
    filters: 'Filter the follow-ups',
    kind: 'Kind',
    allKinds: 'Visits, calls and measurements',
    types: { visit: 'visit', call: 'call', measurement: 'measurement' },
    due: 'Due now',
    nothingDue: 'Nothing is due.',
    done: 'Done',
    nothingDone: 'Nothing was done on this day.',
    overdue: 'overdue',
    overdueCount: (count) => `${count} overdue`,
    by: (who) => `by ${who}`,
    until: (when) => `until ${when}`,
    nobody: 'nobody yet',
    reading: 'more is being read …',
    more: (count) => `the newest ${count}`,
  },
  'zh-CN': {
    title: '走访随访清',
    description: '工作人员的上门、电话和测温：当前应办的，以及当天已办的。',
    filters: '筛选随访',
    kind: '方式',
    allKinds: '上门、电话和测温',
    types: { visit: '上门', call: '电话', measurement: '测温' },
    due: '当前应办',
    nothingDue: '没有应办的随访。',
    done: '已办',
    nothingDone: '当天没有已办的随访。',
    overdue: '已逾期',
    overdueCount: (count) => `逾期 ${count}`,
    by: (who) => `经办：${who}`,
    until: (when) => `${when} 前`,
    nobody: '尚无责任人',
    reading: '正在读取更多……',
    more: (count) => `最近 ${count} 件`,
  },
}
