import type { Source, Timing } from '../../core/isolation/ledger.ts'
import type { Words } from './language.tsx'

export interface PersonWords {
  readonly person: string
  readonly hidden: string
  readonly erased: string
  readonly noPhone: string
  readonly dayOf: (day: number, last: number) => string
  readonly nextIs: string
  readonly nothingNext: string
  readonly who: string
  readonly phone: string
  readonly address: string
  readonly grid: string
  readonly category: string
  readonly origin: string
  readonly arrived: string
  readonly asked: string
  readonly language: string
  readonly languages: Readonly<Record<'zh-CN' | 'en', string>>
  readonly document: string
  readonly relation: string
  readonly baseline: string
  readonly commitment: string
  readonly notSigned: string
  readonly status: string
  readonly ruleBook: (version: number) => string
  readonly care: string
  readonly nobodyElse: string
  readonly actions: string
  readonly report: string
  readonly temperature: string
  readonly temperatureWrong: string
  readonly symptoms: string
  readonly source: string
  readonly sources: Readonly<Record<Exclude<Source, 'sms'>, string>>
  readonly recordReport: string
  readonly nothingToReport: string
  readonly recorded: (
    timing: Timing | undefined,
    slot: string | undefined,
    judged: 'normal' | 'orange' | 'red' | undefined,
  ) => string
  readonly recordedAlready: string
  readonly decision: string
  readonly approve: string
  readonly hold: string
  readonly sureApprove: string
  readonly sureHold: string
  readonly approved: string
  readonly held: string
  readonly end: string
  readonly endReason: string
  readonly chooseReason: string
  readonly sureEnd: (reason: string) => string
  readonly ended: (reason: string) => string
  readonly rarely: string
  readonly workflow: string
}

export const personWords: Words<PersonWords> = {
  en: {
    person: 'Person',
    hidden: 'hidden for your role',
    erased: 'erased',
    noPhone: 'no phone',
    dayOf: (day, last) => `day ${day} of ${last}`,
    nextIs: 'Next',
    nothingNext: 'Nothing more: it is over.',
    who: 'Who',
    phone: 'Phone',
    address: 'Address',
    grid: 'Grid',
    category: 'Category',
    origin: 'Came from',
    arrived: 'Arrived',
    asked: 'Is asked',
    language: 'Language',
    languages: { 'zh-CN': 'Chinese', en: 'English' },
    document: 'Document',
    relation: 'Relation to who holds the phone',
    baseline: 'First measured',
    commitment: 'Commitment',
    notSigned: 'not signed yet',
    status: 'Status',
    ruleBook: (version) => `rule book ${version}`,
    care: 'Needs care',
    nobodyElse: 'no special care',
    actions: 'What you can do',
    report: 'Record a report',
    temperature: 'Temperature °C',
    temperatureWrong: 'Expected 34.0 to 43.0, such as 36.5',
    symptoms: 'Symptoms',
    source: 'How it was taken',
    sources: { worker: 'by the worker, at the door', 'phone call': 'on the phone', gate: 'at the gate' },
    recordReport: 'Record',
    nothingToReport: 'A report has a temperature or a symptom',
    recorded: (timing, slot, judged) =>
      [
        `Recorded${slot === undefined ? '' : ` for ${slot}`}${timing === 'late' || timing === 'early' ? `, ${timing}` : ''}.`,
        ...(judged === 'orange' || judged === 'red' ? ['The worker and the doctor are told.'] : []),
      ].join(' '),
    recordedAlready: 'It had been recorded already.',
    decision: 'Decide the release',
    approve: 'Approve the release',
    hold: 'Hold for a day',
    sureApprove: 'The person is released. Have you looked at the record?',
    sureHold: 'The isolation goes on for a day, and somebody visits.',
    approved: 'Approved. The notice goes out with the release.',
    held: 'Held for a day.',
    end: 'End the isolation',
    endReason: 'Reason',
    chooseReason: 'Choose a reason',
    sureEnd: (reason) =>
      `It ends here: ${reason}. Open matters are settled, and no more texts go out. It can be reopened.`,
    ended: (reason) => `Ended: ${reason}.`,
    rarely: 'End it, merge it, or restart its workflow',
    workflow: 'Workflow',
  },
  'zh-CN': {
    person: '人员',
    hidden: '您的角色不可见',
    erased: '已清除',
    noPhone: '无手机',
    dayOf: (day, last) => `第${day}天，共${last}天`,
    nextIs: '下一步',
    nothingNext: '已结束，无后续。',
    who: '基本情况',
    phone: '电话',
    address: '地址',
    grid: '网格',
    category: '类别',
    origin: '来自',
    arrived: '到达',
    asked: '随访方式',
    language: '语言',
    languages: { 'zh-CN': '中文', en: '英文' },
    document: '证件',
    relation: '与持机人关系',
    baseline: '首测体温',
    commitment: '承诺书',
    notSigned: '尚未签署',
    status: '状态',
    ruleBook: (version) => `规则第${version}版`,
    care: '需关照',
    nobodyElse: '无',
    actions: '可办理',
    report: '登记体温',
    temperature: '体温 °C',
    temperatureWrong: '应为 34.0 至 43.0，如 36.5',
    symptoms: '症状',
    source: '来源',
    sources: { worker: '网格员上门', 'phone call': '电话', gate: '卡口' },
    recordReport: '登记',
    nothingToReport: '请填写体温或选择症状',
    recorded: (timing, slot, judged) =>
      [
        `已登记${slot === undefined ? '' : `：${slot}`}${timing === 'late' ? '（补报）' : timing === 'early' ? '（提前）' : ''}。`,
        ...(judged === 'orange' || judged === 'red' ? ['已通知网格员与医生。'] : []),
      ].join(''),
    recordedAlready: '此前已登记。',
    decision: '解除审批',
    approve: '批准解除',
    hold: '暂缓一天',
    sureApprove: '将解除此人的隔离。您看过记录了吗？',
    sureHold: '隔离延长一天，并有人上门查看。',
    approved: '已批准，解除时发送通知书。',
    held: '已暂缓一天。',
    end: '结束隔离',
    endReason: '原因',
    chooseReason: '请选择原因',
    sureEnd: (reason) => `隔离到此结束：${reason}。未办结事项随之了结，不再发送短信。可以恢复隔离。`,
    ended: (reason) => `已结束：${reason}。`,
    rarely: '结束、合并或重新开始流程',
    workflow: '流程',
  },
}
