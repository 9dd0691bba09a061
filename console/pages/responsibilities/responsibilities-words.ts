import type { Words } from '../../i18n/language.tsx'
import type { Department } from './departments.ts'

interface ResponsibilitiesWords {
  readonly title: string
  readonly description: string
  readonly descriptionOfOwn: string
  readonly handed: string
  readonly nothingHanded: string
  readonly filters: string
  readonly departments: Readonly<Record<Department, string>>
  readonly who: Readonly<Record<Department, string>>
  readonly rung: string
  readonly allRungs: string
  readonly onlyOverdue: string
  readonly withSettled: string
  readonly none: string
  readonly settled: string
  readonly newest: (count: number) => string
  readonly noSettled: string
  readonly overdue: (count: number) => string
}

export const responsibilitiesWords: Words<ResponsibilitiesWords> = {
  en: {
    title: 'Responsibilities',
    description: 'What each of the four departments owes, and by when. Overdue first.',
    descriptionOfOwn: 'The matters that were handed to you. Overdue first.',
    handed: 'Open matters',
    nothingHanded: 'Nothing was handed to you.',
    filters: 'Filter the matters',
    departments: {
      street_office: 'Street office',
      community: 'Community',
      hospital: 'Hospital',
      police_station: 'Police',
    },
    who: {
      street_office: 'street office',
      community: 'administrator and grid workers',
      hospital: 'doctor and fever clinic',
      police_station: 'police station',
    },
    rung: 'Rung',
    allRungs: 'All rungs',
    onlyOverdue: 'Only overdue',
    withSettled: 'Show settled matters',
    none: 'Owes nothing.',
    settled: 'Settled',
    newest: (count) => `the newest ${count}`,
    noSettled: 'Nothing has been settled yet.',
    overdue: (count) => `${count} overdue`,
  },
  'zh-CN': {
    title: '部门责任清',
    description: '四部门各有哪些未结事项、何时到期。逾期的排在最前。',
    descriptionOfOwn: '交办给您的事项。逾期的排在最前。',
    handed: '未结事项',
    nothingHanded: '没有交办给您的事项。',
    filters: '筛选事项',
    departments: {
      street_office: '街道',
      community: '社区',
      hospital: '医院',
      police_station: '公安',
    },
    who: {
      street_office: '街道办事处',
      community: '社区管理员与网格员',
      hospital: '医生与发热门诊',
      police_station: '派出所',
    },
    rung: '层级',
    allRungs: '全部层级',
    onlyOverdue: '只看逾期',
    withSettled: '显示已结事项',
    none: '没有未结事项。',
    settled: '已结事项',
    newest: (count) => `最近 ${count} 件`,
    noSettled: '还没有已结事项。',
    overdue: (count) => `逾期 ${count}`,
  },
}
