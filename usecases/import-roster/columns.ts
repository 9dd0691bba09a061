import { withSameCharacters } from '../../core/identity/same-characters.ts'

const ALIASES = {
  /** Written by this product's export: the isolation of the row. */
  isolation: ['isolation id', '隔离编号'],
  /** A person's decision about a clash: `another person`, `same as iso-…`, `again`. */
  decision: ['decided', '决定', '处理意见'],
  name: ['full name', 'name of returnee', '姓名', '名字', '本人姓名', '人员姓名', '返回人员姓名'],
  phone: [
    'phone number',
    'telephone',
    'telephone number',
    'tel',
    'tel number',
    'cell',
    'cell number',
    'cell phone',
    'cellphone',
    'contact number',
    'contact phone',
    'mobile',
    'mobile number',
    'mobile phone',
    'mobile phone number',
    '电话',
    '手机',
    '电话手机',
    '手机号',
    '手机号码',
    '电话号码',
    '联系电话',
    '联系方式',
    '联系手机',
    '本人电话',
    '本人手机',
    '本人手机号',
    '本人手机号码',
  ],
  document_number: [
    'document',
    'id',
    'identity card',
    'identity card number',
    'id number',
    'id card',
    'id card number',
    'passport',
    'passport number',
    '证件号',
    '证件号码',
    '身份证',
    '身份证号',
    '身份证号码',
    '护照号',
    '护照号码',
    '证件',
    '居民身份证号',
  ],
  address: ['full address', '地址', '住址', '家庭住址', '详细地址', '居住地址'],
  building: [
    'building number',
    'bldg',
    'bldg number',
    'block',
    'block number',
    '楼栋',
    '楼号',
    '栋',
    '幢',
    '楼栋号',
    '楼',
  ],
  unit: ['unit number', 'entrance', 'staircase', '单元', '单元号'],
  room: [
    'room number',
    'flat',
    'flat number',
    'apartment',
    'apartment number',
    'apt',
    'apt number',
    'door',
    '房号',
    '房间号',
    '门牌号',
    '室',
    '户号',
    '房间',
  ],
  grid: ['grid id', 'grid number', '网格', '网格号', '所属网格'],
  category: ['type', 'kind', '类别', '人员类别', '人员类型', '类型', '分类'],
  origin: ['from', 'came from', 'returned from', '出发地', '来源地', '来自', '返回地', '何地返回'],
  arrived_at: [
    'arrival',
    'arrived',
    'arrival date',
    'arrived on',
    'date of arrival',
    'date arrived',
    'arrival time',
    'arrival date and time',
    'date and time of arrival',
    'return date',
    '返回日期',
    '到达日期',
    '返回日期到达日期',
    '返回时间',
    '到达时间',
    '抵达日期',
    '抵达时间',
    '到津日期',
  ],
  last_exposure_at: [
    'last exposure',
    'last contact',
    'last exposure date',
    'date of last exposure',
    'last contact date',
    'date of last contact',
    '最后接触日期',
    '最后接触时间',
    '末次接触日期',
  ],
  language: ['lang', '语言', '语种'],
  relation: [
    'relationship',
    'relation to head',
    'family relation',
    '关系',
    '与户主关系',
    '家庭关系',
    '与机主关系',
    '与持机人关系',
  ],
  lives_alone: ['alone', 'living alone', '独居', '是否独居'],
  over_70: ['70 and over', '70+', 'aged over 70', '70岁以上', '是否70岁以上', '七十岁以上'],
  child: ['is child', '儿童', '是否儿童', '未成年人'],
  chronic: ['chronic illness', 'chronic disease', 'chronic condition', '慢性病', '是否慢性病', '慢病'],
  pregnant: ['pregnancy', '孕妇', '是否孕妇', '怀孕', '孕产妇'],
  baseline_temperature: [
    'temperature',
    'temp',
    'body temperature',
    'baseline',
    '体温',
    '初始体温',
    '登记体温',
    '体温℃',
  ],
  commitment_signed_at: [
    'commitment',
    'commitment signed',
    'commitment signed on',
    'commitment date',
    'letter signed',
    '承诺书日期',
    '承诺书签署日期',
    '签署日期',
    '承诺书',
  ],
  note: ['notes', 'remark', 'remarks', 'comment', '备注', '说明'],
} as const

export type Column = keyof typeof ALIASES

/** Added to rejected rows, so that a corrected file can be imported as it is. */
export const REASON_COLUMN = 'reason'

const plain = (header: string): string =>
  withSameCharacters(
    header
      .normalize('NFKC')
      .toLowerCase()
      .replace(/&/g, 'and')
      .replace(/[\s_\-/()*:'"“”‘’.\u200b\ufeff]+/g, ''),
  )

const isColumn = (name: string): name is Column => Object.hasOwn(ALIASES, name)

const BY_HEADER = new Map<string, Column>(
  Object.entries(ALIASES).flatMap(([name, aliases]) =>
    isColumn(name) ? [name, ...aliases].map((header): [string, Column] => [plain(header), name]) : [],
  ),
)

/** `1. 返回日期（必填）`, `Arrival Date (yyyy-mm-dd)`, `Name [required]`, `姓名*必填`. */
const withoutRemarks = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/^\s*\d{1,2}[.、)]\s*/, '')
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】|<[^>]*>|〔[^〕]*〕/g, ' ')
    .replace(/必填项?|选填项?|可不填|[*:,;?？]|\b(?:required|mandatory|optional)\b/gi, ' ')
    .trim()

/** `Block No.` and `Room #`. */
const withNumber = (header: string): string =>
  header.replace(/ *(?:\b(?:no|nr|num)\b\.?|#|№)\s*$/i, ' number')

/** `姓名/Name`, `姓名 Name`, `返回日期或到达日期`: the same thing twice. */
const partsOf = (header: string): string[] =>
  header
    .split(
      /[/|\\\n\-_、或]|(?<=\p{Script=Han})\s*(?=\p{Script=Latin})|(?<=\p{Script=Latin})\s*(?=\p{Script=Han})/u,
    )
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** `返津日期`, `抵达社区时间`: the arrival here, with the short name of a province or city, or with what is here. */
const CAME_HERE = new RegExp(
  withSameCharacters(
    '^(?:返回?|抵达?|到达?|来|回)(?:[京津冀沪渝豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤川琼汉蓉并]|本?(?:市|省|区|县|地|村|社区|小区)|家|乡)(?:日期|时间)$',
  ),
)

const known = (header: string): Column | undefined =>
  BY_HEADER.get(plain(header)) ??
  BY_HEADER.get(plain(withNumber(header))) ??
  (CAME_HERE.test(plain(header)) ? 'arrived_at' : undefined)

const HOME: readonly (Column | undefined)[] = ['building', 'unit', 'room']

const knownByParts = (header: string): Column | undefined => {
  const parts = partsOf(header)
  if (parts.length < 2) return undefined
  const columns = [...new Set(parts.map(known))]
  const [only] = columns
  if (columns.length === 1) return only
  // 楼栋-单元-房号 above one cell such as 3-2-501.
  const isHome = columns.every((column) => HOME.includes(column))
  return isHome && columns.includes('building') && columns.includes('room') ? 'address' : undefined
}

/** The column of a header in English or Chinese, with or without remarks. */
export const columnOf = (header: string): Column | undefined => {
  const bare = withoutRemarks(header)
  return known(header) ?? known(bare) ?? knownByParts(bare)
}

/** Columns without which no row can be registered. An address may be one column or several. */
export const missingColumns = (present: ReadonlySet<Column>): Column[] => {
  const place: Column[] = present.has('address') ? [] : ['building', 'room']
  const required: Column[] = ['name', ...place, 'grid', 'category', 'arrived_at']
  return required.filter((column) => !present.has(column))
}
