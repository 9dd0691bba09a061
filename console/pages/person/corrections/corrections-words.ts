import type { Words } from '../../../i18n/language.tsx'

export interface CorrectionsWords {
  readonly title: string
  readonly field: string
  readonly choose: string
  readonly reason: string
  readonly chooseReason: string
  readonly words: string
  readonly wordsHint: string
  readonly none: string
  readonly mustNotBeEmpty: string
  readonly grid: string
  readonly building: string
  readonly unit: string
  readonly room: string
  readonly time: string
  readonly phoneHint: string
  readonly show: string
  readonly correct: string
  readonly done: string
  readonly nothing: string
  readonly already: string
  readonly changes: string
  readonly onlyThis: string
  readonly becomes: (from: string, to: string) => string
  readonly noValue: string
  readonly dayZero: string
  readonly lastDay: string
  readonly releaseFrom: string
  readonly status: string
  readonly asked: string
  readonly worker: string
  readonly outside: string
  readonly slots: (from: string, to: string, slots: string) => string
  readonly matters: Readonly<Record<'opens' | 'is_settled' | 'is_raised' | 'moves', string>>
  readonly told: (who: string, what: string) => string
  readonly resident: string
  readonly history: string
  readonly noHistory: string
  readonly when: string
  readonly by: string
  readonly what: string
  readonly why: string
}

export const correctionsWords: Words<CorrectionsWords> = {
  en: {
    title: 'Put something right',
    field: 'What is wrong',
    choose: 'Choose',
    reason: 'Why',
    chooseReason: 'Choose a reason',
    words: 'In your own words',
    wordsHint: 'Kept with the person, and erased with them.',
    none: 'Leave empty where there is none.',
    mustNotBeEmpty: 'Please fill this in',
    grid: 'Grid',
    building: 'Building',
    unit: 'Unit',
    room: 'Room',
    time: 'Time',
    phoneHint: 'Its owner is asked to confirm it. Empty: no phone, the grid worker measures.',
    show: 'Show what changes',
    correct: 'Put it right',
    done: 'Put right.',
    nothing: 'Everything is so already: nothing was changed.',
    already: 'It had been put right already.',
    changes: 'What changes',
    onlyThis: 'Nothing else changes with it.',
    becomes: (from, to) => `${from} → ${to}`,
    noValue: 'none',
    dayZero: 'Day 0',
    lastDay: 'Last day',
    releaseFrom: 'Release from',
    status: 'Status',
    asked: 'Is asked',
    worker: 'Grid worker',
    outside: 'does not count',
    slots: (from, to, slots) => `Reports, ${from} → ${to}: ${slots}`,
    matters: {
      opens: 'Matter opens',
      is_settled: 'Matter is settled',
      is_raised: 'Matter becomes urgent',
      moves: 'Matter goes along',
    },
    told: (who, what) => `Message to ${who}: ${what}`,
    resident: 'the resident',
    history: 'What was put right',
    noHistory: 'Nothing so far.',
    when: 'When',
    by: 'Who',
    what: 'What',
    why: 'Why',
  },
  'zh-CN': {
    title: '更正信息',
    field: '哪一项有误',
    choose: '请选择',
    reason: '原因',
    chooseReason: '请选择原因',
    words: '补充说明',
    wordsHint: '随个人信息保存，一并清除。',
    none: '没有则留空。',
    mustNotBeEmpty: '请填写',
    grid: '网格',
    building: '楼栋',
    unit: '单元',
    room: '房号',
    time: '时间',
    phoneHint: '会请机主确认。留空表示没有手机，由网格员上门测温。',
    show: '查看影响',
    correct: '确认更正',
    done: '已更正。',
    nothing: '信息本来如此，没有改动。',
    already: '此前已更正。',
    changes: '更正的影响',
    onlyThis: '没有其他影响。',
    becomes: (from, to) => `${from} → ${to}`,
    noValue: '无',
    dayZero: '第0天',
    lastDay: '最后一天',
    releaseFrom: '最早解除',
    status: '状态',
    asked: '随访方式',
    worker: '网格员',
    outside: '不计',
    slots: (from, to, slots) => `报告由“${from}”变为“${to}”：${slots}`,
    matters: {
      opens: '新开事项',
      is_settled: '事项办结',
      is_raised: '事项变为紧急',
      moves: '事项随之变动',
    },
    told: (who, what) => `短信致${who}：${what}`,
    resident: '居民',
    history: '更正记录',
    noHistory: '暂无。',
    when: '时间',
    by: '更正人',
    what: '内容',
    why: '原因',
  },
}
