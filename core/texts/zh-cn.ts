import type { Answer, Outcome } from '../domain/escalation.ts'
import type { MatterKind, RungName } from '../domain/rule-book.ts'
import { type GraveAnswer, isGrave } from '../rules/grave-answers.ts'
import { clip } from './clip.ts'
import { degrees } from './degrees.ts'
import { LONGEST } from './longest-forms.ts'
import type { Catalogue, Due, SlotLabel, Templates } from './templates.ts'

const longest = LONGEST['zh-CN']
const name = (person: string): string => clip(person, longest.person)
const address = (place: string): string => clip(place, longest.place)

const day = (date: string): string => `${Number(date.slice(5, 7))}/${Number(date.slice(8, 10))}`
const half = ({ date, half: part }: SlotLabel): string => `${day(date)}${part === 'morning' ? '早' : '晚'}`
/** The day of the month alone: a due time is never a month away. */
const by = ({ time, date }: Due): string =>
  date === undefined ? time : `${Number(date.slice(8, 10))}日${time}`

const happened = ({ kind, slot, tenths, symptoms }: Templates['matter']): string => {
  const when = slot === undefined ? '' : half(slot)
  switch (kind) {
    case 'silence':
      return `${when}未报`
    case 'unreachable':
      return '短信送不到'
    case 'opted out':
      return '已退订短信'
    case 'unclear replies':
      return `${when}回复不清`
    case 'fever':
      if (tenths === undefined) return '报有症状'
      return `${degrees(tenths)}℃${symptoms === true ? '有症状' : ''}`
    case 'no show':
      return '未到发热门诊'
    case 'visit':
      return '解除条件未满'
    case 'release':
      return '期满无异常'
    case 'decision':
      return '已多次暂缓'
    case 'failure':
      return '系统跟踪中断'
  }
}

/** What a rung does when the kind of matter asks nothing special of it. */
const usual: { readonly [R in RungName]: string } = {
  'grid worker': '致电或上门',
  community: '派人核实',
  'street office': '派人核实',
  'police station': '上门核实',
  'worker and doctor': '联系核实',
  hospital: '联系核实',
}

const special: { readonly [K in MatterKind]?: { readonly [R in RungName]?: string } } = {
  unreachable: { 'grid worker': '核对手机', community: '核对手机', 'street office': '核对手机' },
  'opted out': { 'grid worker': '上门商量' },
  'unclear replies': { 'grid worker': '问体温', community: '问体温', 'street office': '派人核实' },
  fever: {
    'worker and doctor': '核实送诊',
    'grid worker': '核实送诊',
    'street office': '落实送诊',
    hospital: '接诊',
  },
  'no show': { 'street office': '找人送诊', 'police station': '协助找人' },
  visit: { 'grid worker': '上门测温' },
}

const asked = (kind: MatterKind, rung: RungName): string => {
  if (kind === 'release') return '审批'
  if (kind === 'decision') return '决定'
  if (kind === 'failure') return '人工接手'
  return special[kind]?.[rung] ?? usual[rung]
}

const answers: { readonly [K in MatterKind]: string } = {
  silence: '到/不在/拒',
  unreachable: '换号+手机/不在',
  'opted out': '到/不在/拒',
  'unclear replies': '到/不在/拒',
  fever: '收治/排除/未到',
  'no show': '到/收治/排除',
  visit: '到/不在/拒',
  release: '同意/暂缓',
  decision: '同意/暂缓',
  failure: '处理完',
}

const outcomes: { readonly [O in Outcome]: string } = {
  reported: '本人已报体温',
  reached: '已联系上本人',
  'number mended': '号码已更正',
  'opted in again': '本人已恢复短信',
  'ruled out': '医生已排除',
  confirmed: '已确诊，医院接手',
  hospitalised: '已住院',
  'no show': '本人未到院，已另派人跟进',
  died: '本人已去世',
  left: '本人已离开',
  approved: '已批准解除',
  held: '已决定暂缓解除',
  handled: '已处理完',
  overtaken: '情况有变，不用再办',
  joined: '已并入前一事项',
}

const said: { readonly [A in Answer]: string } = {
  taken: '已接单',
  reached: '已联系上',
  'not at home': '不在家',
  refuses: '拒绝配合',
  'number mended': '号码已更正',
  'ruled out': '排除',
  confirmed: '确诊',
  hospitalised: '住院收治',
  'no show': '未到院',
  died: '去世',
  left: '已离开',
  approve: '同意解除',
  hold: '暂缓解除',
  handled: '处理完',
}

/** A grave answer as it is written alone, and what it will do. */
const grave: {
  readonly [A in GraveAnswer]: {
    readonly word: string
    readonly does: (who: string, phone: string) => string
  }
} = {
  approve: { word: '同意', does: (who) => `将批准解除${who}` },
  'ruled out': { word: '排除', does: (who) => `将记${who}排除，恢复随访` },
  confirmed: { word: '确诊', does: (who) => `将记${who}确诊，结束随访` },
  hospitalised: { word: '收治', does: (who) => `将记${who}收治，结束随访` },
  'no show': { word: '未到', does: (who) => `将记${who}未到院，派人去找` },
  died: { word: '去世', does: (who) => `将记${who}去世，结束随访` },
  left: { word: '已离开', does: (who) => `将记${who}已离开，结束随访` },
  'not at home': { word: '不在家', does: (who) => `将报派出所：${who}不在家` },
  refuses: { word: '拒绝', does: (who) => `将报派出所：${who}拒绝配合` },
  'number mended': { word: '换号+手机', does: (who, phone) => `将把${who}的号码改为${phone}` },
}

const unconfirmedTail = (answer: Answer): string => `。有人报${said[answer]}，未确认`

const whyNot: { readonly [W in Templates['notConfirmed']['why']]: (code: string) => string } = {
  unknown: (code) => `没有${code}这个确认码，什么都没改。请核对最近一条短信。`,
  used: (code) => `${code}已经用过，这次什么都没改。`,
  expired: (code) => `${code}已过期，什么都没改。请重新回复编号和结果。`,
  replaced: (code) => `${code}已失效，什么都没改。请看后来的短信，或重新回复编号和结果。`,
  unclear: (code) => `什么都没改：话里还有别的。要确认请只回${code}。`,
}

export const zhCn: Catalogue = {
  welcome: ({ days, first }) =>
    first === undefined
      ? `您好，欢迎回家。请居家观察${days}天，每天早晚各报一次体温，收到短信后回复数字就行。`
      : `您好，欢迎回家。请居家观察${days}天，早晚各报一次体温。首次${half(first.slot)}${first.time}，收到短信后回复数字就行。`,
  instructions: () =>
    '请您居家不外出，少会客，勤开窗洗手。报体温直接回数字，如36.5；哪里不舒服也请写上，如36.8咳嗽。',
  commitment: ({ until }) =>
    `谢谢您承诺居家观察到${day(until)}：不外出、不聚会，早晚报体温。买菜买药等困难请找网格员。`,
  prompt: ({ slot, closes }) => `请量${half(slot)}体温，${closes}前回复数字，如36.5。哪里不舒服也请写上。`,
  reminder: ({ slot, closes }) =>
    `还没收到您${half(slot)}的体温，请量好后在${closes}前回复，如36.5。有困难也可以回复告诉我们。`,
  thanks: ({ slot, tenths }) => `${half(slot)}体温${degrees(tenths)}℃，收到了，谢谢您。多喝水，好好休息。`,
  extraThanks: ({ tenths }) => `体温${degrees(tenths)}℃，记下了，谢谢您。哪里不舒服，随时回复我们。`,
  late: ({ slot, tenths }) =>
    `${half(slot)}体温${degrees(tenths)}℃，补记好了，谢谢您。下次请尽量按时回复，免得大家惦记。`,
  alreadyReported: ({ slot, tenths }) =>
    `${half(slot)}体温已记为${degrees(tenths)}℃，不用再报了。如果记错或有变化，请直接回复新的体温。`,
  confirm: ({ tenths }) => `请问您的体温是${degrees(tenths)}℃吗？对的话回“是”，不对请重发体温，带小数点。`,
  ambiguous: () => '您的回复里有几个数字，我们不敢猜哪个是体温。请只回复这次的体温，如36.5。',
  outOfRange: ({ tenths }) =>
    `收到${degrees(tenths)}，不像是体温，可能写错了。请再量一次，只回复体温数字，如36.5。`,
  unreadable: () => '抱歉，没看懂您的回复。请回复体温数字，如36.5；不舒服请写在后面，如36.8咳嗽。',
  workerWillCall: () => '没关系，网格员会给您打电话，帮您把体温报上，请留意来电。',
  fever: ({ tenths, clinic }) => {
    const heard = tenths === undefined ? '您的症状我们收到了' : `体温${degrees(tenths)}℃收到了`
    const where = clinic === undefined ? '' : `去${clip(clinic, longest.clinic)}`
    return `${heard}，别慌。请在家戴好口罩，等专车${where}，不要坐公交地铁，医生马上联系您。`
  },
  measureAgain: ({ minutes }) =>
    `体温有点高，先别着急。请坐下休息，${minutes}分钟后再量一次，我们会发短信提醒您。`,
  measurePrompt: () => '请现在再量一次体温，回复数字，如36.8。谢谢您。',
  whichMember: ({ letters }) =>
    `这个号码登记了几位家人。请在体温前写上字母，如${letters[0] ?? 'A'}36.5。字母：${letters.join('')}。`,
  resumed: () => '短信提醒已恢复。请继续每天早晚各报一次体温，谢谢您。',
  ended: ({ date }) => `您的居家观察已于${day(date)}结束，不用再报体温了。谢谢您的配合，祝健康平安。`,
  released: ({ date, time, number }) =>
    `您的居家观察期满，${day(date)} ${time}起解除。通知书编号${clip(number, longest.number)}。谢谢您，祝平安。`,
  held: ({ until }) => `您的居家观察要延到${day(until)}，社区会上门跟您说明。请继续早晚报体温，辛苦您了。`,
  backToFollowing: () => '医生已排除，请放心。请继续居家观察，早晚照常报体温，谢谢您。',
  unknownNumber: ({ phone }) =>
    `您好，这个手机号没有登记。要报体温或需要帮助，请打社区电话${clip(phone, longest.phone)}。`,
  help: () => '报体温请回数字，如36.5，不舒服写在后面。不收短信回T，恢复回“开始”。急事请打120。',

  newReturnee: ({ code, person, place, until }) =>
    `新到返回人员${name(person)}，${address(place)}，观察到${day(until)}。请上门告知、签承诺书${code === undefined ? '。' : `，回${code}+到`}`,
  measureForThem: ({ code, person, place, slot, closes }) =>
    `请给${name(person)}（${address(place)}）量${half(slot)}体温，${closes}前回${code} 36.5，没见到回${code}不在`,
  matter: (matter) => {
    const { kind, rung, code, person, place, due, unconfirmed } = matter
    const tail = unconfirmed === undefined ? `，回${code}+${answers[kind]}` : unconfirmedTail(unconfirmed)
    return `${code} ${name(person)}，${address(place)}：${happened(matter)}。请${by(due)}前${asked(kind, rung)}${tail}`
  },
  matterSettled: ({ code, how }) => `${code}已办结：${outcomes[how]}。辛苦了。`,
  noted: ({ code, answer }) => `${code}已记录：${said[answer]}。辛苦了。`,
  echo: ({ person, place, answer, phone, oneTime, until, urgent }) => {
    const who = `${name(person)} ${address(place)}`
    const number = phone === undefined ? '新号' : clip(phone, longest.phone)
    const does = isGrave(answer) ? grave[answer].does(who, number) : said[answer]
    return `${urgent === true ? '急！' : ''}${does}，确认请${until}前回${oneTime}`
  },
  sayOnly: ({ code, answer }) =>
    `${code}还没办：话里有别的意思，我们不敢猜。要报“${said[answer]}”，请只回“${code}${isGrave(answer) ? grave[answer].word : said[answer]}”。`,
  notPossibleNow: ({ code, answer }) =>
    `${code}现在还不能报“${said[answer]}”，什么都没改。可能还有事项没办完，请上网页查看。`,
  notConfirmed: ({ oneTime, why }) => whyNot[why](oneTime),
  lapsed: ({ code, person, place, answer }) =>
    `${code} ${name(person)} ${address(place)}：有人报“${said[answer]}”，没有确认，不算数。请核实后再报。`,
  answerHelp: ({ code }) =>
    `没看懂。请回编号加结果，如“${code ?? '4821'}到”。结果：收到、到、不在、拒、换号+手机，或体温36.5。`,
  secondReading: ({ code, person, tenths }) =>
    `${code} ${name(person)}第二次测量${degrees(tenths)}℃，请结合第一次判断。`,
}
