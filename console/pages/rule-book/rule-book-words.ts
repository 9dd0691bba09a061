import type { Language } from '../../../core/community/community.ts'
import type { Words } from '../../i18n/language.tsx'
import type { Group, Kind, NameListKind, Path } from './rule-book-fields.ts'

type Condition =
  | 'daytimeOnly'
  | 'onlyIfAbsenceConfirmed'
  | 'onlyIfDelivered'
  | 'onlyIfUnseen'
  | 'climbsWhenSeen'

interface RuleBookWords {
  readonly title: string
  readonly what: string
  readonly version: string
  readonly versionWords: (version: number, isLive: boolean) => string
  readonly readOnly: string
  readonly edit: string
  readonly draft: (version: number) => string
  readonly draftKept: string
  readonly movedOn: (from: number, live: number) => string
  readonly discard: string
  readonly discardSure: string
  readonly cancel: string
  readonly differences: string
  readonly noDifference: string
  readonly notYet: (count: number) => string
  readonly field: string
  readonly before: string
  readonly after: string
  readonly publish: (version: number) => string
  readonly publishSure: string
  readonly publishing: string
  readonly published: (version: number) => string
  readonly overtaken: string
  readonly notReached: string
  readonly failed: string
  readonly groups: Readonly<Record<Group, string>>
  readonly fields: Readonly<Record<Path, string>>
  readonly said: Readonly<Record<Exclude<Kind, NameListKind>, (typed: string) => string>>
  readonly none: string
  readonly expected: Readonly<Partial<Record<Kind, string>>>
  readonly units: Readonly<Record<Exclude<Kind, NameListKind>, string>>
  readonly ladder: string
  readonly ladders: string
  readonly laddersWhat: string
  readonly rung: (number: number) => string
  readonly who: string
  readonly due: string
  readonly conditions: Readonly<Record<Condition, string>>
  readonly addRung: string
  readonly removeRung: string
  readonly up: string
  readonly down: string
}

const timeInEnglish = (minutes: string): string => {
  const count = Number(minutes)
  if (count > 0 && count % 60 === 0) return count === 60 ? '1 hour' : `${count / 60} hours`
  return count === 1 ? '1 minute' : `${minutes} minutes`
}

const timeInChinese = (minutes: string): string => {
  const count = Number(minutes)
  return count > 0 && count % 60 === 0 ? `${count / 60}小时` : `${minutes}分钟`
}

const acknowledged: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { always: 'all', first_day_and_doubt: 'the first day and in doubt', never: 'none' },
  'zh-CN': { always: '全部', first_day_and_doubt: '首日和有疑问时', never: '不回谢' },
}

export const ruleBookWords: Words<RuleBookWords> = {
  en: {
    title: 'Rule book',
    what: 'All times, thresholds, ladders and release rules. An isolation keeps the version under which it began.',
    version: 'Version',
    versionWords: (version, isLive) => (isLive ? `${version} (live)` : `${version}`),
    readOnly: 'You can read it. Changing it is for the district administrator.',
    edit: 'Edit a draft',
    draft: (version) => `Draft of version ${version}`,
    draftKept: 'Kept on this device until it is published or discarded.',
    movedOn: (from, live) =>
      `This draft began from version ${from}; version ${live} is live by now. What differs is shown against version ${live}.`,
    discard: 'Discard the draft',
    discardSure: 'Everything you changed in this draft is lost.',
    cancel: 'Cancel',
    differences: 'What would change',
    noDifference: 'Nothing differs from the live version yet.',
    notYet: (count) =>
      count === 1 ? 'One value needs another look first.' : `${count} values need another look first.`,
    field: 'Rule',
    before: 'Live',
    after: 'Draft',
    publish: (version) => `Publish version ${version}`,
    publishSure:
      'Isolations that begin from now on follow it. Those that are running keep the version under which they began. A published version never changes.',
    publishing: 'Publishing …',
    published: (version) => `Version ${version} is published.`,
    overtaken:
      'Somebody else has published a version meanwhile. Your draft is kept: look at what differs now.',
    notReached: 'No connection. Your draft is kept: try again.',
    failed: 'This did not work. Your draft is kept.',
    groups: {
      period: 'Isolation',
      slots: 'Reports, twice a day',
      quietHours: 'Quiet hours',
      fever: 'Fever',
      severity: 'Orange and red',
      plausible: 'Taken as it is',
      confirm: 'Taken once confirmed',
      release: 'Release',
      lateRegistration: 'Late registration',
      disruptions: 'Disruptions of many',
      confirmation: 'Grave answers by message',
      replies: 'Replies an hour',
    },
    fields: {
      days: 'days',
      'slots.morning': 'morning message at',
      'slots.evening': 'evening message at',
      'slots.reminderAfterMinutes': 'reminders after',
      'slots.closeAfterMinutes': 'missed after',
      'slots.earlyMinutes': 'may be reported before the message by',
      'slots.spreadMinutes': 'messages spread over',
      acknowledge: 'readings that are thanked for',
      acknowledgeWithinMinutes: 'no thanks that come later than',
      echoFrom: 'said back at once from',
      unclearRepliesPerSlot: 'unclear replies before a person calls',
      'quietHours.from': 'from',
      'quietHours.to': 'to',
      'fever.from': 'fever from',
      'fever.highFrom': 'high fever from',
      'fever.measureAgainAfterMinutes': 'second measurement after',
      'severity.mild': 'orange without a fever',
      'severity.frail': 'always red for',
      'severity.secondOrangeHours': 'a second orange is red within',
      'severity.secondOrangeAfterMinutes': 'the same finding once more within',
      'severity.worseByTenths': 'worse news by tenths of a degree',
      'severity.doctorCallsHours': 'the doctor rings within',
      'plausible.min': 'from',
      'plausible.max': 'to',
      'confirm.min': 'from',
      'confirm.max': 'to',
      'release.at': 'at',
      'release.cleanHours': 'without fever or symptom for',
      'release.maxHolds': 'held at most, before the office decides',
      'lateRegistration.minHours': 'followed for at least',
      'lateRegistration.minSlots': 'clean reports at least',
      disruptionAfterMinutes: 'told after',
      'confirmation.againAfterMinutes': 'asked again to confirm after',
      'confirmation.expiresAfterMinutes': 'void without confirmation after',
      'replies.residentPerHour': 'to the phone of a returnee',
      'replies.repeatedAdvicePerHour': 'the same advice or question again',
      'replies.repeatedTellingsPerHour': 'to posts, of what they know already',
      'replies.staffPerHour': 'to the phone of a post',
      'replies.staffHelpPerHour': 'of those, how to write',
      'replies.unknownCodesPerHour': 'unknown codes before silence',
    },
    said: {
      degrees: (typed) => `${typed} °C`,
      minutes: timeInEnglish,
      hours: (typed) => (typed === '1' ? '1 hour' : `${typed} hours`),
      days: (typed) => (typed === '1' ? '1 day' : `${typed} days`),
      count: (typed) => typed,
      time_of_day: (typed) => typed,
      list_of_minutes: (typed) => (typed === '' ? 'none' : `${typed} minutes`),
      acknowledge: (typed) => acknowledged.en[typed] ?? typed,
    },
    none: 'none',
    expected: {
      degrees: 'expected 30.0 to 45.0, such as 37.3',
      time_of_day: 'expected a time such as 08:00',
      list_of_minutes: 'expected up to three numbers of minutes, such as 60, 120',
    },
    units: {
      degrees: '°C',
      minutes: 'minutes',
      hours: 'hours',
      days: 'days',
      count: 'times',
      time_of_day: 'on the clocks of the community',
      list_of_minutes: 'minutes, with commas between',
      acknowledge: 'a fever is always answered',
    },
    ladder: 'Ladder',
    ladders: 'Ladders',
    laddersWhat: 'Who is told of a matter, in which order, and how long each has before it climbs.',
    rung: (number) => `Rung ${number}`,
    who: 'Who',
    due: 'Has',
    conditions: {
      daytimeOnly: 'by day only',
      onlyIfAbsenceConfirmed: 'only when absence is seen, or the office asks',
      onlyIfDelivered: 'only when the prompt was delivered, absence is seen, or the office asks',
      onlyIfUnseen: 'only when nobody has seen it',
      climbsWhenSeen: 'goes on once all have seen it',
    },
    addRung: 'Add a rung',
    removeRung: 'Remove',
    up: 'Up',
    down: 'Down',
  },
  'zh-CN': {
    title: '规则',
    what: '全部时间、界限、上报层级和解除规则。每次隔离沿用开始时的版本。',
    version: '版本',
    versionWords: (version, isLive) => (isLive ? `${version}（现行）` : `${version}`),
    readOnly: '您可以查看。修改由区管理员进行。',
    edit: '编辑草稿',
    draft: (version) => `第${version}版草稿`,
    draftKept: '保存在本机，直到发布或放弃。',
    movedOn: (from, live) => `此草稿始于第${from}版，现行已是第${live}版。以下差异与第${live}版相比。`,
    discard: '放弃草稿',
    discardSure: '此草稿中的全部修改将丢失。',
    cancel: '取消',
    differences: '将要改变的内容',
    noDifference: '与现行版本尚无差异。',
    notYet: (count) => `有${count}项需先检查。`,
    field: '规则',
    before: '现行',
    after: '草稿',
    publish: (version) => `发布第${version}版`,
    publishSure: '此后开始的隔离按新版执行，正在进行的隔离沿用原版。已发布的版本不再改变。',
    publishing: '正在发布……',
    published: (version) => `第${version}版已发布。`,
    overtaken: '期间已有他人发布新版。您的草稿仍在，请查看当前差异。',
    notReached: '网络中断。草稿仍在，请重试。',
    failed: '操作未成功。草稿仍在。',
    groups: {
      period: '隔离期',
      slots: '每日两次上报',
      quietHours: '安静时段',
      fever: '发热',
      severity: '轻重',
      plausible: '直接采用的范围',
      confirm: '确认后采用的范围',
      release: '解除',
      lateRegistration: '迟登记',
      disruptions: '系统或短信故障',
      confirmation: '短信重大答复',
      replies: '每小时回复次数',
    },
    fields: {
      days: '天数',
      'slots.morning': '早间询问',
      'slots.evening': '晚间询问',
      'slots.reminderAfterMinutes': '提醒于询问后',
      'slots.closeAfterMinutes': '记为漏报于询问后',
      'slots.earlyMinutes': '可提前上报',
      'slots.spreadMinutes': '询问分散于',
      acknowledge: '哪些体温回谢',
      acknowledgeWithinMinutes: '回谢逾时不发',
      echoFrom: '当即复述起点',
      unclearRepliesPerSlot: '回复不明几次后由人联系',
      'quietHours.from': '开始',
      'quietHours.to': '结束',
      'fever.from': '发热起点',
      'fever.highFrom': '高热起点',
      'fever.measureAgainAfterMinutes': '再次测量于',
      'severity.mild': '无发热时为轻',
      'severity.frail': '一律为重的人员',
      'severity.secondOrangeHours': '再次为轻即转重，限',
      'severity.secondOrangeAfterMinutes': '视为同一次，限',
      'severity.worseByTenths': '视为加重（十分之一度）',
      'severity.doctorCallsHours': '医生回电，限',
      'plausible.min': '最低',
      'plausible.max': '最高',
      'confirm.min': '最低',
      'confirm.max': '最高',
      'release.at': '时刻',
      'release.cleanHours': '无发热无症状至少',
      'release.maxHolds': '最多暂缓次数，之后由街道决定',
      'lateRegistration.minHours': '至少随访',
      'lateRegistration.minSlots': '至少正常上报次数',
      disruptionAfterMinutes: '持续多久后通知',
      'confirmation.againAfterMinutes': '再次请确认，间隔',
      'confirmation.expiresAfterMinutes': '未确认即作废，时限',
      'replies.residentPerHour': '给一个居民号码',
      'replies.repeatedAdvicePerHour': '同样的提醒或提问再发',
      'replies.repeatedTellingsPerHour': '给工作人员的重复通知',
      'replies.staffPerHour': '给一个工作人员号码',
      'replies.staffHelpPerHour': '其中：教怎样回复',
      'replies.unknownCodesPerHour': '错误编号多少次后不再回复',
    },
    said: {
      degrees: (typed) => `${typed} ℃`,
      minutes: timeInChinese,
      hours: (typed) => `${typed}小时`,
      days: (typed) => `${typed}天`,
      count: (typed) => `${typed}次`,
      time_of_day: (typed) => typed,
      list_of_minutes: (typed) => (typed === '' ? '无' : `${typed.replaceAll(', ', '、')}分钟`),
      acknowledge: (typed) => acknowledged['zh-CN'][typed] ?? typed,
    },
    none: '无',
    expected: {
      degrees: '应为 30.0 至 45.0，如 37.3',
      time_of_day: '应为时刻，如 08:00',
      list_of_minutes: '最多三个分钟数，如 60, 120',
    },
    units: {
      degrees: '℃',
      minutes: '分钟',
      hours: '小时',
      days: '天',
      count: '次',
      time_of_day: '社区当地时间',
      list_of_minutes: '分钟，用逗号分开',
      acknowledge: '发热总会回复',
    },
    ladder: '上报层级',
    ladders: '上报层级',
    laddersWhat: '事项依次通知谁，各有多少时间办理，逾期上报下一级。',
    rung: (number) => `第${number}级`,
    who: '通知',
    due: '时限',
    conditions: {
      daytimeOnly: '仅白天',
      onlyIfAbsenceConfirmed: '仅在有人见到不在家或街道要求时',
      onlyIfDelivered: '仅在询问短信已送达、有人见到不在家或街道要求时',
      onlyIfUnseen: '仅在无人查看时',
      climbsWhenSeen: '全部查看后即转下一级',
    },
    addRung: '添加一级',
    removeRung: '删除',
    up: '上移',
    down: '下移',
  },
}
