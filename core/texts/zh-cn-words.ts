import type { Outcome } from '../matter/matter.ts'
import type { Danger, Need, Symptom } from '../meaning.ts'
import type { DecisionReason, NumberRefusal, Templates } from './templates.ts'

export const symptomWords: { readonly [S in Symptom]: string } = {
  breathlessness: '气促',
  fever: '发热',
  dry_cough: '干咳',
  loss_of_smell_or_taste: '失嗅',
  sore_throat: '咽痛',
  diarrhoea: '腹泻',
  fatigue: '乏力',
  other: '不适',
}

export const dangerWords: { readonly [D in Danger]: string } = {
  fall: '摔倒',
  faint: '晕倒',
  breathless: '喘不上气',
  bleeding: '出血',
  labour: '临产',
  seizure: '抽搐',
  despair: '情绪危急',
  violence: '疑受暴力',
  fire: '起火',
  positive_test: '检测阳性',
  death: '有人去世',
  other: '有危险',
}

export const needWords: { readonly [N in Need]: string } = {
  meal: '用餐',
  groceries: '买菜',
  medicine: '用药',
  rubbish: '倒垃圾',
  supplies: '物资',
  visit: '上门',
  other: '求助',
}

export const reasons: { readonly [R in DecisionReason]: string } = {
  household_confirmed: '同住有人确诊',
  registered_late: '登记时已期满',
  held_before: '已暂缓过',
  not_clear: '解除条件未满',
}

export const outcomes: { readonly [O in Outcome]: string } = {
  reported: '本人已报体温',
  reached: '已联系上本人',
  false_alarm: '不属实',
  number_mended: '号码已更正',
  opted_in_again: '本人已恢复短信',
  ruled_out: '医生已排除',
  confirmed: '已确诊，医院接手',
  hospitalised: '已住院',
  no_show: '本人未到院，已另派人跟进',
  died: '本人已去世',
  left: '本人已离开',
  approved: '已批准解除',
  held: '已决定暂缓解除',
  handled: '已处理完',
  overtaken: '情况有变，不用再办',
  joined: '已并入前一事项',
}

export const numberRefusals: { readonly [R in NumberRefusal]: string } = {
  no_number: '请连国家区号写，如+8613800001111',
  satellite: '卫星电话收不了短信',
  premium_rate: '收费或转接号码不能用',
  no_mobile: '不是手机号，收不了短信',
  phone_full: '那部手机已有26人',
}

export const whyNot: { readonly [W in Templates['not_confirmed']['why']]: (code: string) => string } = {
  unknown: (code) => `没有${code}这个确认码，什么都没改。请核对最近一条短信。`,
  used: (code) => `${code}已经用过，这次什么都没改。`,
  expired: (code) => `${code}已过期，什么都没改。请重新回复编号和结果。`,
  replaced: (code) => `${code}已失效，什么都没改。请看后来的短信，或重新回复编号和结果。`,
  unclear: (code) => `什么都没改：话里还有别的。要确认请只回${code}。`,
}
