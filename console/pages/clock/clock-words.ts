import type { Words } from '../../i18n/language.tsx'

interface ClockWords {
  readonly title: string
  readonly what: string
  readonly localOnly: string
  readonly stands: string
  readonly now: string
  readonly nextEvent: string
  readonly noEvent: string
  readonly state: (speed: number, paused: boolean) => string
  readonly pause: string
  readonly goOn: string
  readonly speed: string
  readonly speedOf: (speed: number) => string
  readonly own: string
  readonly ownUnit: string
  readonly ownWrong: string
  readonly set: string
  readonly forward: string
  readonly step: string
  readonly hour: string
  readonly day: string
  readonly tomorrow: string
  readonly running: string
  readonly people: string
  readonly simulate: string
  readonly simulateWhy: string
}

export const clockWords: Words<ClockWords> = {
  en: {
    title: 'Clock',
    what: 'The clock of this machine. Deployed, there is only real time.',
    localOnly: 'This page is for Sixclear on one machine only.',
    stands: 'Where it stands',
    now: 'Now',
    nextEvent: 'Next event',
    noEvent: 'nothing is planned',
    state: (speed, paused) =>
      paused ? 'paused' : speed === 1 ? 'real time' : `${speed} times as fast as real time`,
    pause: 'Pause',
    goOn: 'Go on',
    speed: 'Speed',
    speedOf: (speed) => (speed === 1 ? 'real time' : `${speed}×`),
    own: 'Own speed',
    ownUnit: 'virtual seconds in a real second',
    ownWrong: 'Expected a number above 0, at most 100,000',
    set: 'Set',
    forward: 'Forward',
    step: 'Next event',
    hour: 'An hour on',
    day: 'A day on',
    tomorrow: 'Tomorrow 08:00',
    running: 'Everything up to there is happening …',
    people: 'People',
    simulate: 'Simulated residents and staff answer',
    simulateWhy: 'They answer their messages by themselves: most of them in time, some late, a few never.',
  },
  'zh-CN': {
    title: '时钟',
    what: '本机的时钟。部署后只有真实时间。',
    localOnly: '此页面仅用于单机运行。',
    stands: '时刻',
    now: '现在',
    nextEvent: '下一事件',
    noEvent: '暂无安排',
    state: (speed, paused) => (paused ? '已暂停' : speed === 1 ? '真实时间' : `真实时间的${speed}倍`),
    pause: '暂停',
    goOn: '继续',
    speed: '速度',
    speedOf: (speed) => (speed === 1 ? '真实时间' : `${speed}倍`),
    own: '自定速度',
    ownUnit: '每真实秒的虚拟秒数',
    ownWrong: '应为大于0的数字，最多100000',
    set: '设定',
    forward: '向前',
    step: '下一事件',
    hour: '前进一小时',
    day: '前进一天',
    tomorrow: '明天 08:00',
    running: '正在依次处理到该时刻的所有事件……',
    people: '人员',
    simulate: '模拟居民和工作人员回复',
    simulateWhy: '他们自行回复短信：多数按时，有些迟报，少数不回。',
  },
}
