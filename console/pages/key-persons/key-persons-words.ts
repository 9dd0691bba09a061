import type { Words } from '../../i18n/language.tsx'

interface KeyPersonsWords {
  readonly title: string
  readonly description: string
  readonly filters: string
  readonly flag: string
  readonly anyFlag: string
  readonly withMatters: string
  readonly followed: string
  readonly reading: (count: number) => string
  readonly tooMany: (count: number) => string
  readonly nobody: string
  readonly nobodyHere: string
  readonly day: (day: number, last: number) => string
  readonly today: string
  readonly over: string
}

export const keyPersonsWords: Words<KeyPersonsWords> = {
  en: {
    title: 'Key persons',
    description: 'Everybody who is followed now. Open matters first, then whose deadline comes next.',
    filters: 'Filter the persons',
    flag: 'Care',
    anyFlag: 'Everybody',
    withMatters: 'Only with open matters',
    followed: 'Followed now',
    reading: (count) => `${count} so far …`,
    tooMany: (count) => `These are the first ${count}: choose a grid to see all of it.`,
    nobody: 'Nobody is followed now.',
    nobodyHere: 'Nobody with these filters.',
    day: (day, last) => `day ${day} of ${last}`,
    today: 'Today',
    over: 'nothing more',
  },
  'zh-CN': {
    title: '重点人员清',
    description: '正在随访的全部人员。有未结事项的在前，其余按下一时限排序。',
    filters: '筛选人员',
    flag: '关爱类别',
    anyFlag: '全部人员',
    withMatters: '只看有未结事项',
    followed: '正在随访',
    reading: (count) => `已读取 ${count} 人……`,
    tooMany: (count) => `以下为前 ${count} 人，请选择网格查看全部。`,
    nobody: '目前没有随访人员。',
    nobodyHere: '没有符合条件的人员。',
    day: (day, last) => `第${day}天，共${last}天`,
    today: '今日',
    over: '无',
  },
}
