import type { Words } from '../../i18n/language.tsx'
import type { ColumnName } from './ledger-columns.tsx'

interface LedgersWords {
  readonly title: string
  readonly description: string
  readonly counts: string
  readonly countsHint: string
  readonly total: string
  readonly grid: string
  readonly filters: string
  readonly status: string
  readonly allStatuses: string
  readonly category: string
  readonly allCategories: string
  readonly origin: string
  readonly allOrigins: string
  readonly unknownOrigin: string
  readonly origins: string
  readonly flag: string
  readonly anyFlag: string
  readonly search: string
  readonly searchHint: string
  readonly columns: string
  readonly people: string
  readonly table: string
  readonly countTable: string
  readonly reading: (count: number) => string
  readonly shown: (shown: number, all: number) => string
  readonly tooMany: (count: string) => string
  readonly page: (page: number) => string
  readonly nextRows: string
  readonly firstRows: string
  readonly none: string
  readonly noneHere: string
  readonly headers: Readonly<Record<ColumnName, string>>
  readonly csv: string
  readonly csvHint: string
  readonly csvPeople: string
  readonly csvPeopleNamed: string
  readonly csvLedger: string
  readonly from: string
  readonly to: string
  readonly making: (parts: number) => string
  readonly longest: string
}

export const ledgersWords: Words<LedgersWords> = {
  en: {
    title: 'Ledgers',
    description: 'Every returnee of the community, by category, origin and grid.',
    counts: 'By category and grid',
    countsHint: 'at home now / ever registered; choose one to filter',
    total: 'all',
    grid: 'Grid',
    filters: 'Filter the returnees',
    status: 'Status',
    allStatuses: 'All statuses',
    category: 'Category',
    allCategories: 'All categories',
    origin: 'Came from',
    allOrigins: 'Anywhere',
    unknownOrigin: 'not said',
    origins: 'By origin',
    flag: 'Care',
    anyFlag: 'Everybody',
    search: 'Search',
    searchHint: 'name, phone, room or id',
    columns: 'Columns',
    people: 'Returnees',
    table: 'Table of the returnees',
    countTable: 'Counts of the returnees',
    reading: (count) => `${count} read so far …`,
    shown: (shown, all) => (shown === all ? `${all}` : `${shown} of ${all}`),
    tooMany: (count) =>
      `There are more than ${count}. Status, category, origin and grid are filtered by the server; care and search look through the rows that are here.`,
    page: (page) => `part ${page}`,
    nextRows: 'Next part',
    firstRows: 'Back to the first part',
    none: 'Nobody is registered yet.',
    noneHere: 'Nobody with these filters.',
    headers: {
      person: 'Returnee',
      door: 'Door',
      phone: 'Phone',
      grid: 'Grid',
      category: 'Category',
      origin: 'Came from',
      status: 'Status',
      day: 'Day',
      arrived: 'Arrived',
      morning: 'Morning',
      evening: 'Evening',
      next: 'Next',
      matters: 'Open matters',
      flags: 'Care',
      contact: 'Asked',
      id: 'Id',
    },
    csv: 'As CSV',
    csvHint: 'for a spreadsheet',
    csvPeople: 'Returnees',
    csvPeopleNamed: 'Returnees with names',
    csvLedger: 'Everything that happened',
    from: 'From',
    to: 'To',
    making: (parts) => `being made, part ${parts} …`,
    longest: 'at most 31 days at once',
  },
  'zh-CN': {
    title: '分类台账清',
    description: '本社区全部返回人员，按类别、来源地和网格。',
    counts: '类别与网格',
    countsHint: '在隔离 / 累计登记；点选即筛选',
    total: '合计',
    grid: '网格',
    filters: '筛选返回人员',
    status: '状态',
    allStatuses: '全部状态',
    category: '类别',
    allCategories: '全部类别',
    origin: '来自',
    allOrigins: '全部来源地',
    unknownOrigin: '未填',
    origins: '来源地',
    flag: '关爱类别',
    anyFlag: '全部人员',
    search: '查找',
    searchHint: '姓名、电话、房号或编号',
    columns: '显示列',
    people: '返回人员',
    table: '返回人员表',
    countTable: '返回人员统计表',
    reading: (count) => `已读取 ${count} 人……`,
    shown: (shown, all) => (shown === all ? `${all}` : `${shown} / ${all}`),
    tooMany: (count) =>
      `超过 ${count} 人。状态、类别、来源地和网格由服务器筛选；关爱类别和查找只限已读取的人员。`,
    page: (page) => `第${page}部分`,
    nextRows: '下一部分',
    firstRows: '回到第一部分',
    none: '还没有登记人员。',
    noneHere: '没有符合条件的人员。',
    headers: {
      person: '返回人员',
      door: '住址',
      phone: '电话',
      grid: '网格',
      category: '类别',
      origin: '来自',
      status: '状态',
      day: '天数',
      arrived: '抵达',
      morning: '早间',
      evening: '晚间',
      next: '下一步',
      matters: '未结事项',
      flags: '关爱类别',
      contact: '询问方式',
      id: '编号',
    },
    csv: '导出 CSV',
    csvHint: '可用电子表格打开',
    csvPeople: '返回人员',
    csvPeopleNamed: '返回人员（含姓名）',
    csvLedger: '全部记录',
    from: '从',
    to: '到',
    making: (parts) => `正在生成第 ${parts} 部分……`,
    longest: '一次最多31天',
  },
}
