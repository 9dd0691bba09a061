import type { Words } from '../../i18n/language.tsx'

interface MatterWords {
  readonly overdue: string
  readonly seen: string
  readonly owner: string
  readonly nobodyYet: string
  readonly opened: (when: string) => string
  readonly settled: (how: string, when: string, by: string) => string
}

export const matterRowWords: Words<MatterWords> = {
  en: {
    overdue: 'overdue',
    seen: 'seen',
    owner: 'with',
    nobodyYet: 'nobody was told yet',
    opened: (when) => `since ${when}`,
    settled: (how, when, by) => `${how}, ${when}, by ${by}`,
  },
  'zh-CN': {
    overdue: '已逾期',
    seen: '已收到',
    owner: '责任人',
    nobodyYet: '尚未通知任何人',
    opened: (when) => `始于 ${when}`,
    settled: (how, when, by) => `${when} ${by}：${how}`,
  },
}
