import type { Language } from '../../core/community/community.ts'
import { columnWords } from './roster-column-words.ts'

const columnList = (columns: string): string =>
  columns
    .split(', ')
    .map((column) => columnWords(column, 'zh-CN'))
    .join('、')

/** The API's English reasons for a wrong field or cell, in Chinese. */
const chinese: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/^must not be empty$/, () => '不能为空'],
  [/^lies in the future$/, () => '日期在将来'],
  [/^lies more than a year back$/, () => '日期在一年以前'],
  [/^no such grid; .* has (.*)$/, (grids = '') => `没有这个网格，应为 ${grids.replaceAll(', ', '、')}`],
  [/not a body temperature: expected ([\d.]+) to ([\d.]+)/, (from, to) => `不是体温，应为 ${from} 至 ${to}`],
  [/^the spreadsheet has cut this number off/, () => '表格截断了此号码，请将该列设为文本后重新填写'],
  [
    /^this document is known under another name: .* same as (iso-\w+)/,
    (iso = '') => `此证件已登记在另一姓名下，请在“处理意见”列写“另一人”或“same as ${iso}”`,
  ],
  [
    /^this phone is known under another name at another door: .* same as (iso-\w+)/,
    (iso = '') => `此手机号已由另一住址的另一人登记，请在“处理意见”列写“另一人”或“same as ${iso}”`,
  ],
  [
    /^this name is known with another document: .* same as (iso-\w+)/,
    (iso = '') => `此姓名已用另一证件登记，请在“处理意见”列写“另一人”或“same as ${iso}”`,
  ],
  [
    /^somebody was entered under this name by mistake: .* same as (iso-\w+)/,
    (iso = '') => `有人曾被误登记为此姓名，请在“处理意见”列写“另一人”或“same as ${iso}”`,
  ],
  [/^clashes with row (\d+)/, (row) => `与第${row}行冲突，如为另一人，请在“处理意见”列写“另一人”`],
  [/^has nothing in common with this registration$/, () => '与此登记没有相同之处'],
  [/^expected another person, same as/, () => '应为：另一人、same as 隔离编号、再次'],
  [/^is one digit over and over/, () => '只有一个数字重复，不是证件号码'],
  [/^has (\d+) digits: an identity card has 18$/, (digits) => `有${digits}位数字，身份证号应为18位`],
  [/^holds a date of birth that does not exist$/, () => '其中的出生日期不存在'],
  [/^the last sign does not fit the others/, () => '校验位不符，请对照证件核对'],
  [/^holds a sign that was lost/, () => '含有保存或复制时丢失的字，请重新填写'],
  [/^the spreadsheet has made a date of it/, () => '表格把它变成了日期，请将该列设为文本后重新填写'],
  [/^this is a spreadsheet's day number/, () => '这是表格的日期序号，请将该列设为日期后重新保存'],
  [/^more than one number/, () => '有多个号码，请只填一个'],
  [/^expected a phone number/, () => '应为手机号，如 13800001111'],
  [/^not a mobile number of (\w+)/, () => '不是有效的手机号，请核对，或留空'],
  [/^expected a name$/, () => '应为姓名'],
  [/^expected letters and digits$/, () => '应为字母和数字'],
  [/^expected the id or the name of a grid/, () => '应为网格的名称或编号，如 grid-1'],
  [/^expected a number or a name, such as 3$/, () => '应为号码或名称，如 3'],
  [/^longer than (\d+) characters$/, (most) => `超过${most}个字`],
  [/^holds a sign that cannot be printed$/, () => '含有无法显示的字符'],
  [/^expected building, unit and room/, () => '应为楼栋、单元和房号，如 3-2-501 或 3栋2单元501室'],
  [/^expected key area, overseas/, () => '应为：重点地区、境外、密接、其他'],
  [/^expected zh-CN or en/, () => '应为：中文、英文'],
  [/^expected yes or no/, () => '应为：是、否'],
  [/^expected a date such as/, () => '应为日期，如 2020-02-14，可带时间 08:30'],
  [/^day and month cannot be told apart/, () => '分不清日和月，请先写年份，如 2020-02-14'],
  [/^the year is missing/, () => '缺少年份，且不在最近两个月内，请写全，如 2020-02-14'],
  [/^the day of the week is not the one of this date/, () => '星期与日期不符，请核对'],
  [/^the hour does not fit its half of the day/, () => '小时与上午下午不符，请用24小时制，如 20:30'],
  [/^no such time of day$/, () => '没有这个时间'],
  [/^no such day in the calendar$/, () => '没有这一天'],
  [/^write the local time, without a time zone$/, () => '请填写当地时间，不带时区'],
  [/^expected degrees Celsius, such as 36\.5$/, () => '应为摄氏度，如 36.5'],
  [
    /^empty here, and filled in a row above: (.*)\. Merged cells/,
    (columns = '') => `此行缺少上方的行已填的：${columnList(columns)}。是否为合并单元格？请每行都填写`,
  ],
  [/^could not be registered now/, () => '内容无误，但暂时未能登记，请重新提交'],
  [
    /^a quotation mark is not closed: one cell runs over (\d+) lines$/,
    (lines) => `引号未闭合，一格占了${lines}行`,
  ],
  [/^(\d+) cells where the header has (\d+)$/, (cells, width) => `有${cells}格，表头只有${width}格`],
  [/^these columns are missing: (.*)$/, (columns = '') => `缺少这些列：${columnList(columns)}`],
  [
    /^two columns mean (\w+) \(columns (\d+) and (\d+)\)/,
    (column = '', a, b) => `第${a}列和第${b}列都是“${columnWords(column, 'zh-CN')}”，请删除或改名其一`,
  ],
  [/^behind row (\d+) /, (row) => `第${row}行之后有引号未闭合，请删除或补上`],
  [/^the file is empty$/, () => '文件是空的'],
  [/^no column is known/, () => '没有可识别的列：第一行应为列名，如 姓名、电话、网格'],
  [/^more than ([\d,]+) rows/, (rows) => `超过${rows}行，请拆分文件`],
  [/^more than ([\d,]+) lines, most of them empty/, (lines) => `超过${lines}行且大多为空，请删除空行`],
  [
    /^the file has ([\d.]+) MB, at most (\d+) MB/,
    (size, most) => `文件有 ${size} MB，最多 ${most} MB，请拆分`,
  ],
  [
    /^this workbook has the old format or a password/,
    () => '工作簿为旧格式或有密码，请另存为无密码的 XLSX 或 CSV UTF-8',
  ],
  [/^this workbook is too large when unpacked/, () => '工作簿解压后过大，请另存为 CSV UTF-8'],
  [
    /^this gzip file is damaged, or has more than (\d+) MB/,
    (most) => `gzip 文件已损坏，或超过 ${most} MB，请拆分`,
  ],
  [/^this workbook cannot be opened/, () => '工作簿无法打开，请重新保存，或另存为 CSV UTF-8'],
  [/^this is no text in UTF-8 or GB18030/, () => '不是 UTF-8 或 GB18030 文本，请另存为 CSV UTF-8'],
  [/^no such field$/, () => '没有这一项'],
]

const inChinese = (reason: string): string | undefined => {
  for (const [pattern, words] of chinese) {
    const found = pattern.exec(reason)
    if (found !== null) return words(...found.slice(1))
  }
  return undefined
}

/** A reason of the API in the language of the page. An unknown reason is only called a mistake in Chinese. */
export const problemReasonWords = (reason: string, language: Language): string =>
  language === 'en' ? reason : (inChinese(reason.replace(/^[\w.]+: /, '')) ?? inChinese(reason) ?? '此项有误')

/** False: there is no Chinese for it. */
export const isTranslated = (reason: string): boolean => inChinese(reason) !== undefined
