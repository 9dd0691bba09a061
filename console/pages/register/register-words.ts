import type { Clash } from '../../../core/identity/who-is-who.ts'
import { IMPORT_LIMITS } from '../../../core/person/roster-limits.ts'
import type { Words } from '../../i18n/language.tsx'

export interface RegisterWords {
  readonly title: string
  readonly what: string
  readonly household: string
  readonly grid: string
  readonly building: string
  readonly unit: string
  readonly room: string
  readonly choose: string
  readonly member: (number: number) => string
  readonly who: string
  readonly arrival: string
  readonly name: string
  readonly phone: string
  readonly phoneHint: string
  readonly document: string
  readonly messagesIn: string
  readonly relation: string
  readonly relationHint: string
  readonly category: string
  readonly origin: string
  readonly originHint: string
  readonly arrivedOn: string
  readonly arrivedAt: string
  readonly arrivedAtHint: string
  readonly lastExposure: string
  readonly lastExposureHint: string
  readonly baseline: string
  readonly baselineWrong: string
  readonly signed: string
  readonly signedHint: string
  readonly flags: string
  readonly remove: string
  readonly add: string
  readonly register: (count: number) => string
  readonly registering: string
  readonly known: string
  readonly open: string
  readonly livesThere: string
  readonly registered: string
  readonly registeredAlready: string
  readonly restarted: string
  readonly wouldRestart: string
  readonly overAlready: string
  readonly registerAgain: string
  readonly conflict: string
  readonly clash: Readonly<Record<Clash['type'], string>>
  readonly samePerson: string
  readonly anotherPerson: string
  readonly failed: string
  readonly allDone: string
  readonly another: string
  readonly mistakes: string
  readonly notReached: string
  readonly refused: string
  readonly roster: string
  readonly rosterWhat: string
  readonly chooseFile: string
  readonly dropFile: string
  readonly reading: string
  readonly counts: (counts: Counts) => string
  readonly understood: string
  readonly readAs: string
  readonly notRead: string
  readonly cells: string
  readonly refusedCells: string
  readonly found: string
  readonly yes: string
  readonly no: string
  readonly fromTo: (from: string, to: string) => string
  readonly fileRead: (file: {
    format: string
    encoding?: string | undefined
    sheet?: string | undefined
  }) => string
  readonly rejectedRows: string
  readonly row: string
  readonly column: string
  readonly looks: string
  readonly reason: string
  readonly wholeRow: string
  readonly more: (count: number) => string
  readonly showMore: string
  readonly tooLarge: string
  readonly import: (count: number) => string
  readonly importing: string
  readonly importDone: string
  readonly rowsDone: (done: number, rows: number) => string
  readonly importingWhat: string
  readonly importGone: string
  readonly imported: (counts: Counts) => string
  readonly download: string
  readonly otherFile: string
  readonly removeFile: (name: string) => string
  readonly shape: (shape: string) => string
}

const MOST_ROWS = IMPORT_LIMITS.rows.toLocaleString('en')

/** The number of rows of a roster by outcome. */
export interface Counts {
  readonly fresh: number
  /** Looked up only when they are imported. */
  readonly later: number
  readonly already: number
  readonly restarted: number
  readonly over: number
  readonly conflicts: number
  readonly rejected: number
}

/** Leaves out the zeros, except the usual outcome. */
const restInEnglish = ({
  already,
  restarted,
  over,
  conflicts,
  rejected,
  later,
}: Omit<Counts, 'fresh'>): string[] => [
  ...(later === 0 ? [] : [`${later} looked up when they are imported`]),
  `${already} registered already`,
  ...(restarted === 0 ? [] : [`${restarted} counted from a newer day`]),
  ...(over === 0 ? [] : [`${over} over already`]),
  ...(conflicts === 0 ? [] : [`${conflicts} to decide`]),
  `${rejected} rejected`,
]

const restInChinese = ({
  already,
  restarted,
  over,
  conflicts,
  rejected,
  later,
}: Omit<Counts, 'fresh'>): string[] => [
  ...(later === 0 ? [] : [`导入时再核对${later}人`]),
  `已登记${already}人`,
  ...(restarted === 0 ? [] : [`从新日期重新计算${restarted}人`]),
  ...(over === 0 ? [] : [`已结束${over}人`]),
  ...(conflicts === 0 ? [] : [`待判断${conflicts}行`]),
  `退回${rejected}行`,
]

const shapeInChinese = (shape: string): string =>
  shape === 'empty'
    ? '空'
    : shape
        .split(/, | and /)
        .map((part) =>
          part
            .replace(/^(\d+) letters?$/, '$1个字')
            .replace(/^(\d+) digits?$/, '$1位数字')
            .replace(/^(\d+) signs?$/, '$1个符号'),
        )
        .join('、')

export const registerWords: Words<RegisterWords> = {
  en: {
    title: 'Register',
    what: 'One household on one form. Whoever is registered gets the first message at once, or in the morning if it is night.',
    household: 'Household',
    grid: 'Grid',
    building: 'Building',
    unit: 'Unit',
    room: 'Room',
    choose: 'Please choose',
    member: (number) => `Person ${number}`,
    who: 'Who',
    arrival: 'Arrival',
    name: 'Name',
    phone: 'Mobile phone',
    phoneHint: 'Without one, the grid worker measures.',
    document: 'Document number',
    messagesIn: 'Messages in',
    relation: 'Relation',
    relationHint: 'To the person who holds the phone.',
    category: 'Category',
    origin: 'Came from',
    originHint: 'City or country',
    arrivedOn: 'Arrived on',
    arrivedAt: 'Arrived at',
    arrivedAtHint: 'Left out: the end of that day.',
    lastExposure: 'Last exposure',
    lastExposureHint: 'Only of a close contact.',
    baseline: 'Temperature now, °C',
    baselineWrong: 'Expected 34.0 to 43.0, such as 36.5',
    signed: 'Commitment signed on',
    signedHint: 'Empty: not signed yet.',
    flags: 'Needs more care',
    remove: 'Remove this person',
    add: 'Add a person',
    register: (count) => (count === 1 ? 'Register 1 person' : `Register ${count} persons`),
    registering: 'Registering …',
    known: 'Registered already:',
    open: 'open the record',
    livesThere: 'Already in isolation at this address:',
    registered: 'Registered',
    registeredAlready: 'Was registered already',
    restarted: 'Was in isolation: the count restarts from the newest day',
    wouldRestart: 'In isolation now; the count would restart from the newest day:',
    overAlready: 'The same stay was followed before, and is over.',
    registerAgain: 'Register again',
    conflict: 'This may be somebody in isolation now, or somebody else: please decide.',
    clash: {
      same_document: 'This document is known under another name.',
      same_phone: 'This phone is known under another name at another door.',
      other_document: 'This name is known with another document.',
      former_name: 'Somebody was entered under this name by mistake.',
    },
    samePerson: 'The same person',
    anotherPerson: 'Another person: register',
    failed: 'Not registered',
    allDone: 'The household is registered.',
    another: 'Another household',
    mistakes: 'Some fields need another look.',
    notReached: 'No connection. Nothing that you typed is lost: try again.',
    refused: 'This did not work. Nothing that you typed is lost: try again.',
    roster: 'Import a roster',
    rosterWhat: `An Excel workbook or a CSV file of up to ${MOST_ROWS} rows, with the names of the columns at the top. Nothing is registered before you have seen the preview.`,
    chooseFile: 'Choose a file',
    dropFile: 'or drop it here',
    reading: 'Reading …',
    counts: ({ fresh, ...rest }) => [`${fresh} new`, ...restInEnglish(rest)].join(', '),
    understood: 'What each column was understood as',
    readAs: 'Read as',
    notRead: 'not read',
    cells: 'Filled in',
    refusedCells: 'Not taken',
    found: 'Found',
    yes: 'yes',
    no: 'no',
    fromTo: (from, to) => (from === to ? from : `${from} to ${to}`),
    fileRead: ({ format, encoding, sheet }) =>
      sheet === undefined ? `${format}, ${encoding}` : `${format}, sheet “${sheet}”`,
    rejectedRows: 'Rejected rows and reasons',
    row: 'Row',
    column: 'Column',
    looks: 'Looks like',
    reason: 'Reason',
    wholeRow: 'whole row',
    more: (count) => `and ${count} more`,
    showMore: 'Show more rejected rows',
    tooLarge: `This file is too large: a roster has at most ${MOST_ROWS} rows and ${IMPORT_LIMITS.megabytes} MB. Split it.`,
    import: (count) => `Import ${count} new`,
    importing: 'Importing …',
    importDone: 'Imported',
    rowsDone: (done, rows) => `${done} of ${rows} rows`,
    importingWhat:
      'It goes on without this page. Should it stand still, choose the same file and import it again: it goes on where it was.',
    importGone: 'This import is not known here. An import is kept for seven days.',
    imported: ({ fresh, ...rest }) => [`${fresh} registered`, ...restInEnglish(rest)].join(', '),
    download: 'Download the rejected rows',
    otherFile: 'Another file',
    removeFile: (name) => `Remove ${name}`,
    shape: (shape) => shape,
  },
  'zh-CN': {
    title: '登记',
    what: '一户一表。登记后即发第一条短信，夜间则次日早上发。',
    household: '住户',
    grid: '网格',
    building: '楼栋',
    unit: '单元',
    room: '房号',
    choose: '请选择',
    member: (number) => `第${number}人`,
    who: '身份',
    arrival: '返回情况',
    name: '姓名',
    phone: '手机号',
    phoneHint: '没有手机则由网格员上门测量。',
    document: '证件号码',
    messagesIn: '短信语言',
    relation: '关系',
    relationHint: '与持手机的人的关系。',
    category: '人员类别',
    origin: '来自',
    originHint: '城市或国家',
    arrivedOn: '到达日期',
    arrivedAt: '到达时间',
    arrivedAtHint: '不填则按当日结束计算。',
    lastExposure: '最后接触日期',
    lastExposureHint: '仅密切接触者填写。',
    baseline: '当前体温 ℃',
    baselineWrong: '应为 34.0 至 43.0，如 36.5',
    signed: '承诺书签署日期',
    signedHint: '不填表示尚未签署。',
    flags: '需多加关照',
    remove: '删除此人',
    add: '添加一人',
    register: (count) => `登记${count}人`,
    registering: '正在登记……',
    known: '已登记：',
    open: '查看记录',
    livesThere: '此地址已有隔离人员：',
    registered: '已登记',
    registeredAlready: '此前已登记',
    restarted: '已在隔离：从最近日期重新计算',
    wouldRestart: '已在隔离，将从最近日期重新计算：',
    overAlready: '此次隔离此前已登记，并已结束。',
    registerAgain: '再次登记',
    conflict: '可能是正在隔离的人，也可能是另一人，请判断。',
    clash: {
      same_document: '此证件已登记在另一姓名下。',
      same_phone: '此手机号已由另一住址的另一人登记。',
      other_document: '此姓名已用另一证件登记。',
      former_name: '有人曾被误登记为此姓名。',
    },
    samePerson: '同一人',
    anotherPerson: '另一人，登记',
    failed: '未登记',
    allDone: '该户已登记。',
    another: '登记另一户',
    mistakes: '有些内容需要检查。',
    notReached: '网络中断。已填内容不会丢失，请重试。',
    refused: '操作未成功。已填内容不会丢失，请重试。',
    roster: '导入名册',
    rosterWhat: `Excel 工作簿或 CSV 文件，最多 ${MOST_ROWS} 行，开头一行为列名。预览之前不会登记任何人。`,
    chooseFile: '选择文件',
    dropFile: '将文件拖放到这里',
    reading: '正在读取……',
    counts: ({ fresh, ...rest }) => [`新${fresh}人`, ...restInChinese(rest)].join('，'),
    understood: '各列的识别结果',
    readAs: '识别为',
    notRead: '不读取',
    cells: '已填',
    refusedCells: '未接受',
    found: '读到',
    yes: '是',
    no: '否',
    fromTo: (from, to) => (from === to ? from : `${from} 至 ${to}`),
    fileRead: ({ format, encoding, sheet }) =>
      sheet === undefined ? `${format}，${encoding}` : `${format}，工作表“${sheet}”`,
    rejectedRows: '退回的行和原因',
    row: '行',
    column: '列',
    looks: '内容形式',
    reason: '原因',
    wholeRow: '整行',
    more: (count) => `另有${count}行`,
    showMore: '显示更多退回的行',
    tooLarge: `文件太大：名册最多 ${MOST_ROWS} 行、${IMPORT_LIMITS.megabytes} MB，请拆分。`,
    import: (count) => `导入${count}名新人员`,
    importing: '正在导入……',
    importDone: '导入完成',
    rowsDone: (done, rows) => `${rows}行中已完成${done}行`,
    importingWhat: '离开此页后导入仍会继续。如长时间没有进展，请再次选择同一文件导入，将从中断处继续。',
    importGone: '此处没有这次导入。导入结果只保留七天。',
    imported: ({ fresh, ...rest }) => [`登记${fresh}人`, ...restInChinese(rest)].join('，'),
    download: '下载退回的行',
    otherFile: '换一个文件',
    removeFile: (name) => `移除${name}`,
    shape: shapeInChinese,
  },
}
