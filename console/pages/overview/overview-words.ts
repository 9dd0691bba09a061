import type { Overview } from '../../../core/figures/overview.ts'
import type { Words } from '../../i18n/language.tsx'
import type { SlotShare } from './slot-shares.ts'

interface OverviewWords {
  readonly title: string
  readonly description: string
  readonly green: string
  readonly red: (left: number) => string
  readonly amber: string
  readonly asleep: string
  readonly full: string
  readonly lookedAfter: (well: number, open: number) => string
  readonly sweptAt: (when: string) => string
  readonly notSwept: string
  readonly countedAt: (when: string) => string
  readonly showMore: string
  readonly who: (count: number) => string
  readonly offenders: string
  readonly since: (when: string) => string
  readonly owes: (owners: string) => string
  readonly more: (count: number) => string
  readonly checks: string
  readonly counts: string
  readonly registered: string
  readonly slots: string
  readonly answered: (done: number, due: number) => string
  readonly noneDue: string
  readonly slotNames: Readonly<Record<SlotShare, string>>
  readonly slotHints: Readonly<Record<SlotShare, string>>
  readonly mattersByRung: string
  readonly openMatters: (count: number) => string
  readonly overdue: (count: number) => string
  readonly noMatters: string
  readonly notToldYet: string
  readonly releases: string
  readonly releasesApproved: string
  readonly releasesUndecided: string
  readonly noReleases: string
  readonly minutes: string
  readonly minutesHint: string
  readonly silenceToDoor: string
  readonly feverToDoctor: string
  readonly median: string
  readonly most: string
  readonly cases: (count: number) => string
  readonly noCases: string
  readonly waiting: string
  readonly waitsFor: Readonly<Record<keyof Overview['waitingFor'], string>>
  readonly categories: string
  readonly unknownCodes: string
  readonly unknownCodesHint: string
  readonly guessed: (role: string, number: string, count: number, since: string, last: string) => string
  readonly slowedUntil: (when: string) => string
}

export const overviewWords: Words<OverviewWords> = {
  en: {
    title: 'Overview',
    description: 'What is going on at this moment. It follows by itself.',
    green: 'No one left behind',
    red: (left) => (left === 1 ? 'One person is left behind' : `${left} people are left behind`),
    amber: 'No one left behind, but more matters than usual wait longer than they should',
    asleep: 'The hourly look at everybody is missing',
    full: 'The disk is full: nothing is recorded. Free some space, it goes on by itself',
    lookedAfter: (well, open) => `${well} of ${open} looked after`,
    sweptAt: (when) => `last look at everybody: ${when}`,
    notSwept: 'no look at everybody yet',
    countedAt: (when) => `figures as of ${when}`,
    showMore: 'Show more',
    who: (count) => `Who (${count})`,
    offenders: 'Who is left behind, why, and since when',
    since: (when) => `since ${when}`,
    owes: (owners) => `waits for ${owners}`,
    more: (count) => `and ${count} more`,
    checks: 'What was looked at',
    counts: 'Returnees',
    registered: 'registered',
    slots: 'Today’s reports',
    answered: (done, due) => `${done} of ${due} asked so far have reported`,
    noneDue: 'No reports are due today.',
    slotNames: {
      reported: 'reported',
      late: 'late',
      awaiting: 'awaiting',
      reminded: 'reminded',
      missed: 'missed',
      excused: 'excused',
      toCome: 'to come',
    },
    slotHints: {
      reported: 'in time',
      late: 'after it had been missed',
      awaiting: 'asked once',
      reminded: 'asked again',
      missed: 'a worker goes',
      excused: 'with the doctor',
      toCome: 'later today',
    },
    mattersByRung: 'Open matters by rung',
    openMatters: (count) => `${count} open`,
    overdue: (count) => `${count} overdue`,
    noMatters: 'No open matters.',
    notToldYet: 'not told yet',
    releases: 'Releases within 24 hours',
    releasesApproved: 'approved, will be released',
    releasesUndecided: 'wait for somebody to approve',
    noReleases: 'No releases are due.',
    minutes: 'How soon somebody came',
    minutesHint: 'the last 7 days',
    silenceToDoor: 'from silence to the door',
    feverToDoctor: 'from fever to the doctor',
    median: 'half of them within',
    most: 'nine of ten within',
    cases: (count) => (count === 1 ? '1 case' : `${count} cases`),
    noCases: 'none',
    waiting: 'What the open ones wait for',
    waitsFor: {
      welcome: 'the morning, for their first message',
      slot: 'their next report, later',
      report: 'a report that was asked for',
      review: 'the review of their days',
      second_measurement: 'a second measurement',
      person: 'a decision by a person',
      release: 'their release',
      nothing: 'nothing: needs a look',
    },
    categories: 'Open by category',
    unknownCodes: 'Unknown codes in messages of posts',
    unknownCodesHint: 'the last 7 days',
    guessed: (role, number, count, since, last) =>
      `${role}, ${number}: ${count === 1 ? '1 unknown code' : `${count} unknown codes`} since ${since}, the last ${last}.`,
    slowedUntil: (when) =>
      `Unknown codes get no answer until ${when}; theirs work as ever. Ask them whether they sent these.`,
  },
  'zh-CN': {
    title: '总览',
    description: '此刻的情况，自动更新。',
    green: '一个也没有落下',
    red: (left) => `有 ${left} 人无人照看`,
    amber: '一个也没有落下，但超时事项多于平常',
    asleep: '每小时的巡查未按时进行',
    full: '磁盘已满，无法记录：请清理空间，之后自动恢复',
    lookedAfter: (well, open) => `${open} 人中 ${well} 人有人照看`,
    sweptAt: (when) => `上次巡查：${when}`,
    notSwept: '尚未巡查',
    countedAt: (when) => `统计截至 ${when}`,
    showMore: '显示更多',
    who: (count) => `查看名单（${count}）`,
    offenders: '无人照看的人员、原因和起始时间',
    since: (when) => `自 ${when}`,
    owes: (owners) => `待 ${owners} 答复`,
    more: (count) => `另有 ${count} 项`,
    checks: '检查了什么',
    counts: '返回人员',
    registered: '累计登记',
    slots: '今日体温报告',
    answered: (done, due) => `已询问 ${due} 次，已报 ${done} 次`,
    noneDue: '今天没有应报的体温。',
    slotNames: {
      reported: '已报',
      late: '补报',
      awaiting: '待报',
      reminded: '已提醒',
      missed: '漏报',
      excused: '免报',
      toCome: '未到',
    },
    slotHints: {
      reported: '按时',
      late: '漏报后补上',
      awaiting: '已询问，尚未提醒',
      reminded: '已再次询问',
      missed: '网格员正在核实',
      excused: '就医中',
      toCome: '今天稍后',
    },
    mattersByRung: '未结事项（按层级）',
    openMatters: (count) => `未结 ${count}`,
    overdue: (count) => `逾期 ${count}`,
    noMatters: '没有未结事项。',
    notToldYet: '尚未通知',
    releases: '24小时内解除',
    releasesApproved: '已批准，到时解除',
    releasesUndecided: '等待审批',
    noReleases: '没有即将解除的人员。',
    minutes: '多久有人到场',
    minutesHint: '最近7天',
    silenceToDoor: '从未报体温到上门',
    feverToDoctor: '从发热到医生',
    median: '半数不超过',
    most: '九成不超过',
    cases: (count) => `共 ${count} 次`,
    noCases: '没有发生',
    waiting: '在隔离人员在等什么',
    waitsFor: {
      welcome: '早上的欢迎短信',
      slot: '下一次报告',
      report: '已询问的体温',
      review: '核查隔离记录',
      second_measurement: '再次测量',
      person: '人工决定',
      release: '解除隔离',
      nothing: '无：需要查看',
    },
    categories: '在隔离人员类别',
    unknownCodes: '工作人员短信中的错误编号',
    unknownCodesHint: '最近7天',
    guessed: (role, number, count, since, last) =>
      `${role} ${number}：自 ${since} 起共 ${count} 个错误编号，最近一次 ${last}。`,
    slowedUntil: (when) => `${when} 前不再答复错误编号，正确编号照常。请向本人核实是否由其发送。`,
  },
}
