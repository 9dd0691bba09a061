import type { Language } from '../../core/community/community.ts'

const chinese: Readonly<Record<string, string>> = {
  name: '姓名',
  phone: '手机号',
  document_number: '证件号码',
  address: '地址',
  building: '楼栋',
  unit: '单元',
  room: '房号',
  grid: '网格',
  category: '类别',
  origin: '来源地',
  arrived_at: '到达日期',
  last_exposure_at: '最后接触日期',
  language: '语言',
  relation: '关系',
  lives_alone: '独居',
  over_70: '70岁以上',
  child: '儿童',
  chronic: '慢性病',
  pregnant: '孕妇',
  baseline_temperature: '体温',
  commitment_signed_at: '承诺书日期',
  note: '备注',
  decision: '处理意见',
  isolation: '隔离编号',
}

/** A column of a roster by a header that a roster may have. */
export const columnWords = (column: string, language: Language): string =>
  language === 'en' ? column : (chinese[column] ?? column)
