import { isGrave } from '../matter/grave-answers.ts'
import { rolesOf } from '../matter/ladder.ts'
import type { Answer } from '../matter/matter.ts'
import { hintedAnswers } from '../matter/matter-answers.ts'
import { isDelicate, type Symptom } from '../meaning.ts'
import type { Relation } from '../person/person.ts'
import type { MatterKind, RungName } from '../rule-book/rule-book.ts'
import { degrees } from '../temperature.ts'
import { answerForms, graveDoing } from './answer-forms.ts'
import { clip, clipMiddle } from './clip.ts'
import { codeReplies } from './code-replies.ts'
import { disruptionOver, disruptionText } from './disruption-texts.ts'
import { fitList } from './fit-list.ts'
import { LONGEST } from './longest-forms.ts'
import { membersThatFit } from './members-that-fit.ts'
import { nearness, rotatedWording } from './relative-day.ts'
import type { Catalogue, Due, LastSlot, SlotLabel, Templates } from './templates.ts'
import { taskOf } from './zh-cn-tasks.ts'
import {
  dangerWords,
  needWords,
  numberRefusals,
  outcomes,
  reasons,
  symptomWords,
  whyNot,
} from './zh-cn-words.ts'

const longest = LONGEST['zh-CN']
const name = (person: string): string => clipMiddle(person, longest.person)
const address = (place: string): string => clip(place, longest.place)

const day = (date: string): string => `${Number(date.slice(5, 7))}/${Number(date.slice(8, 10))}`
const half = ({ date, half: part }: SlotLabel): string => `${day(date)}${part === 'morning' ? '早' : '晚'}`
/** Only the day of the month: a due time is never a month away. */
const by = ({ time, date }: Due): string =>
  date === undefined ? time : `${Number(date.slice(8, 10))}日${time}`

/** The worker's name without her title, which the sentence has already. */
const ownName = (worker: string): string => worker.replace(/^网格员/, '')
const worker = (person: string): string => clip(ownName(person), longest.worker)
/** A mainland number as it is dialled there. */
const dialled = (phone: string): string => clip(phone.replace(/^\+86(?=1\d{10}$)/, ''), longest.phone)
const number = (phone: string): string => `电话${dialled(phone)}`

/** The gravest first, as many as fit. */
const symptomList = (symptoms: readonly Symptom[], room: number): string =>
  fitList(
    Object.entries(symptomWords).flatMap(([symptom, word]) =>
      symptoms.some((one) => one === symptom) ? [word] : [],
    ),
    room,
    '、',
    () => '等',
  )

const findings = (
  { tenths, symptoms = [] }: Pick<Templates['matter'], 'tenths' | 'symptoms'>,
  room: number,
) => {
  const reading = tenths === undefined ? '' : `${degrees(tenths)}℃`
  return symptoms.length === 0 ? reading : reading + symptomList(symptoms, room - reading.length)
}

/** A quote of two words says nothing. */
const SHORTEST_QUOTE = 6

const quote = (words: string | undefined, elsewhere: boolean | undefined, room: number): string => {
  if (elsewhere === true) return room < 6 ? '' : '，原话见网页'
  if (words === undefined || room < SHORTEST_QUOTE) return ''
  return `“${clip(words, room - 2)}”`
}

const inDanger = (
  { danger = 'other', words, elsewhere }: Pick<Templates['matter'], 'danger' | 'words' | 'elsewhere'>,
  room: number,
): string => {
  const said = `${dangerWords[danger]}${isDelicate(danger) ? '，防旁人看手机' : ''}`
  return said + quote(words, elsewhere, room - said.length)
}

const when = (slot: SlotLabel, asked: SlotLabel): string => {
  const near = nearness(slot.date, asked.date)
  if (near === undefined) return half(slot)
  return `${near === 'today' ? '今' : '昨'}${slot.half === 'morning' ? '早' : '晚'}`
}
const kept = (last: LastSlot | undefined, asked: SlotLabel): string => {
  if (last === undefined) return ''
  return last.tenths === undefined
    ? `${when(last, asked)}没收到，不要紧。`
    : `${when(last, asked)}${degrees(last.tenths)}已记。`
}
const ring = (worker: string, phone: string): string =>
  `有事找网格员${clipMiddle(ownName(worker), Math.min(longest.person, longest.workerAndPhone - phone.length))}${phone}。`
const ofPeriod = (day: number, left: number): string =>
  left > 0 ? `第${day}天，还有${left}天` : `第${day}天，今天是最后一天`

const relations: { readonly [R in Relation]: string } = {
  self: '本人',
  father: '父亲',
  mother: '母亲',
  husband: '丈夫',
  wife: '妻子',
  son: '儿子',
  daughter: '女儿',
  brother: '兄弟',
  sister: '姐妹',
  grandfather: '爷爷',
  grandmother: '奶奶',
  grandchild: '孙辈',
  father_in_law: '公公岳父',
  mother_in_law: '婆婆岳母',
  child: '孩子',
  other: '家人',
}

/** Adds the unanswered question, or that the message may not have arrived, if there is room. */
const unreported = (short: string, { tenths, undelivered }: Templates['matter'], room: number): string => {
  if (tenths === undefined && undelivered !== true) return short
  const long = `${short}，${tenths === undefined ? '短信未必收到' : `未答是否${degrees(tenths)}`}`
  return long.length <= room ? long : short
}

const happened = (matter: Templates['matter'], room: number): string => {
  const { kind, slot, tenths, symptoms, because, need = 'other', words, elsewhere } = matter
  const at = slot === undefined ? '' : half(slot)
  switch (kind) {
    case 'silence':
      return unreported(`${at}未报`, matter, room)
    case 'unreachable':
      return matter.byWorker === true ? `${at}没测到` : '短信送不到'
    case 'opted_out':
      return '已退订短信'
    case 'unclear_replies':
      return `${at}回复不清`
    case 'fever':
      return tenths === undefined && (symptoms ?? []).length === 0 ? '报有症状' : findings(matter, room)
    case 'no_show':
      return '未到发热门诊'
    case 'visit':
      return because === undefined ? '解除条件未满' : reasons[because]
    case 'release':
      return '期满现正常'
    case 'decision':
      return because === undefined ? '等您决定' : reasons[because]
    case 'danger':
      return inDanger(matter, room)
    case 'request':
      return needWords[need] + quote(words, elsewhere, room - needWords[need].length)
    case 'no_thermometer':
      return '没有体温计'
    case 'wrong_number':
      return matter.unanswered === true ? '新号码没人确认' : '号码不是本人'
    case 'hint':
      return `有人来信${quote(words, elsewhere, room - 4)}`
  }
}

const forms = answerForms['zh-CN']
const doing = graveDoing['zh-CN']

type Told = Pick<Templates['matter'], 'role' | 'undelivered' | 'noVisit'>

/** How many certainly fit. */
const surely = ({ undelivered, noVisit }: Told): number =>
  noVisit === true ? 0 : undelivered === true ? 7 : 9

/** As many as fit, at least one. */
const hinted = (kind: MatterKind, rung: RungName, { role, undelivered }: Told, room: number): string =>
  fitList(
    hintedAnswers(kind, role ?? rolesOf(rung)[0] ?? 'grid_worker', undelivered).map(
      (answer) => forms[answer].write,
    ),
    room,
    '/',
    () => '',
  )

const unconfirmedTail = (answer: Answer): string => `。有人报${forms[answer].said}，未确认`

export const zhCn: Catalogue = {
  welcome: ({ until, first, worker, workerPhone }) => {
    if (until === undefined)
      return `您好，欢迎回家。您的观察期已满，社区确认后告诉您。${ring(worker, workerPhone)}`
    const reports = first === undefined ? '' : `，早晚各报体温，首次${half(first)}`
    return `您好，欢迎回家。请居家到${day(until)}${reports}。${ring(worker, workerPhone)}`
  },
  instructions: ({ signed }) =>
    `请别外出，少会客，多开窗，勤洗手。不舒服写在体温后面，如36.8咳嗽。缺菜缺药请说。${signed ? '承诺书收到了，谢谢。' : '网格员会来请您签承诺书。'}`,
  letters: ({ members }) =>
    `体温请带字母报，如A36.5 B36.7：${membersThatFit(
      members.map(({ letter, name: called, relation }) => ({
        letter,
        name: called || (relation === undefined ? '' : relations[relation]),
      })),
      { longest: longest.members, gap: '', between: ' ', mark: '…' },
    )}`,
  prompt: ({ slot, closes, last }) =>
    `${kept(last, slot)}请量${half(slot)}体温，${closes}前回复数字，如36.5。哪里不舒服也请写上。`,
  reminder: ({ slot, closes, last }) =>
    `${kept(last, slot)}还没收到您${half(slot)}的体温，${closes}前回复就好，如36.5。有难处也请说一声。`,
  thanks: ({ slot, tenths, day: number, left, last }) => {
    const period = ofPeriod(number, left)
    const read = `${half(slot)}${degrees(tenths)}℃`
    if (last === true) return `${read}记下了，谢谢您。${period}。往后按时报，我们就不每次都回了。`
    return rotatedWording(slot, [
      `${read}记下了，谢谢您。${period}。`,
      `收到，${read}。${period}，辛苦了。`,
      `谢谢您，${read}已记好。${period}，好好休息。`,
      `${read}收到了。${period}，祝您安好。`,
    ])
  },
  read_back: ({ slot, tenths }) =>
    `${half(slot)}记的是${degrees(tenths)}℃，不对请重发。多喝水，多休息，不舒服随时告诉我们。`,
  extra_thanks: ({ tenths }) => `${degrees(tenths)}℃记下了，谢谢您。哪里不舒服，随时告诉我们。`,
  late: ({ slot, tenths }) =>
    `${half(slot)}体温${degrees(tenths)}℃补记好了，谢谢您。下次尽量按时，免得大家惦记。`,
  already_reported: ({ slot, tenths, again }) =>
    tenths === again
      ? `${half(slot)}已记${degrees(tenths)}℃，不用再报了，谢谢您。`
      : `${half(slot)}已记${degrees(tenths)}℃，这次的${degrees(again)}℃也另外记下了，谢谢您。`,
  confirm: ({ tenths }) => `请问您的体温是${degrees(tenths)}℃吗？对的话回“是”，不对请重发体温，带小数点。`,
  ambiguous: () => '您的回复里有几个数字，我们不敢猜哪个是体温。请只回复这次的体温，如36.5。',
  which_slot: () => '这是什么时候量的？请写明，如“今早36.5”或“昨晚36.5”。',
  out_of_range: ({ tenths }) =>
    `收到${degrees(tenths)}，不像是体温，可能写错了。请再量一次，只回复体温数字，如36.5。`,
  question_ended: () => '谢谢回复，刚才问的那次时间已过。请现在量一下，回复体温数字，如36.5。',
  unreadable: ({ well }) =>
    well === true
      ? '听您说都好，放心了。也请回个体温数字，如36.5。'
      : '抱歉，没看懂您的回复。请回复体温数字，如36.5；不舒服请写在后面，如36.8咳嗽。',
  worker_will_call: () => '没关系，网格员会给您打电话，帮您把体温报上，请留意来电。',
  fever: ({ tenths, clinic }) => {
    const heard = tenths === undefined ? '您的症状我们收到了' : `体温${degrees(tenths)}℃收到了`
    const where = clinic === undefined ? '' : `去${clip(clinic, longest.clinic)}`
    return `${heard}，别慌。请在家戴好口罩，等专车${where}，不要坐公交地铁，医生马上联系您。`
  },
  measure_again: ({ tenths, minutes, hours }) =>
    `${tenths === undefined ? '您的情况' : `体温${degrees(tenths)}℃`}收到了，先别着急。请休息，${minutes}分钟后再量一次，医生${hours}小时内给您打电话。`,
  measure_prompt: () => '请现在再量一次体温，回复数字，如36.8。谢谢您。',
  which_member: ({ letters }) =>
    `这个号码登记了几位家人。请在体温前写上字母，如${letters[0] ?? 'A'}36.5。字母：${letters.join('')}。`,
  resumed: () => '短信恢复了。请接着每天早晚各报一次体温，谢谢您。',
  ended: ({ date }) => `您的居家观察${day(date)}就结束了，不用再报体温。谢谢您，祝健康平安。`,
  released: ({ date, time, number }) =>
    `居家观察期满，${day(date)} ${time}起解除，您辛苦了！通知书编号${clip(number, longest.number)}。祝您和家人平安。`,
  held: ({ until }) => `您的居家观察要延到${day(until)}，社区会上门跟您说明。请继续早晚报体温，辛苦您了。`,
  last_day_moved: ({ until }) =>
    `您的居家观察日期有更正，现在到${day(until)}为止。请继续早晚报体温，辛苦您了。`,
  back_to_following: () => '医生看过了，可以放心。请继续居家观察，早晚照常报体温，谢谢您。',
  unknown_number: ({ phone }) =>
    `您好，这个手机号没有登记。要报体温或需要帮助，请打社区电话${clip(phone, longest.phone)}。`,
  thanks_for_hint: ({ phone }) =>
    `谢谢您告诉我们，社区会看您的短信。有急事请打社区电话${clip(phone, longest.phone)}。`,
  danger: ({ danger, number }) => {
    if (isDelicate(danger)) return '收到，社区会尽快联系您。'
    if (danger === 'fire') return `收到了，请马上离开屋子，打${number}。社区马上联系您。`
    if (danger === 'positive_test')
      return `收到了，请待在家里、戴好口罩，医生马上联系您。情况危急请打${number}。`
    return `收到了，社区和医生马上联系您。情况危急请立刻打${number}，不要等。`
  },
  request_noted: ({ need, worker: person, workerPhone }) =>
    `收到，${need === 'other' ? '您说' : needWords[need]}的事已转告网格员${worker(person)}，会尽快帮您办，${number(workerPhone)}。`,
  thermometer_comes: ({ worker: person, workerPhone }) =>
    `没关系，网格员${worker(person)}今天会给您送体温计来，${number(workerPhone)}。`,
  sorry_wrong_number: () => '打扰您了，很抱歉。我们会改正号码，不再往这里问体温。',
  household_confirmed: () =>
    '您家有一位同住的人确诊了。请大家分开住、戴口罩、不出门，谁不舒服马上回复，社区会上门。',
  confirm_number: ({ person, letter = '', again }) =>
    `${again === true ? '还没等到您的回复。' : ''}有人把这个号码登记为${person}的联系电话。是的请回“${letter}是”，不是请回“${letter}不是”。`,
  which_number: ({ letters }) =>
    `问了几位家人的号码。请在“是”前写上字母，如${letters[0] ?? 'A'}是。字母：${letters.slice(0, 8).join('')}。`,
  answer: (asking) => {
    const person = `网格员${worker(asking.worker)}`
    const phone = number(asking.workerPhone)
    switch (asking.question) {
      case 'release':
        return asking.release === undefined
          ? `要等医生的结论，有结果社区会马上告诉您。可问${person}，${phone}。`
          : `照目前安排，您${day(asking.release.date)} ${asking.release.time}解除${asking.release.left === 0 ? '' : `，还有${asking.release.left}天`}。请继续早晚报体温。`
      case 'worker':
        return `您的网格员是${worker(asking.worker)}，${phone}，有事可以直接打。`
      case 'how':
        return '体温计夹在腋下5分钟再读数。收到短信后直接回数字，如36.5，不舒服写在后面。'
      case 'test':
        return `检测由社区安排，定了会告诉您。可以问${person}，${phone}。`
      case 'rules':
        return `居家期间请不出门、不会客。买菜买药等可以找${person}，${phone}。`
      case 'car':
        return `请在家等，不要自己坐车去，医生会先打电话。急事问${person}，${phone}。`
      case 'other':
        return `收到，您的问题${person}会答复您，${phone}。`
    }
  },
  help: () => '报体温请回数字，如36.5，不舒服写在后面。不收短信回T，恢复回“开始”。急事请打120。',

  new_returnee: ({ code, person, place, until, signed }) =>
    `新到返回人员${person}，${address(place)}，${until === undefined ? '登记时已期满，等街道决定' : `居家到${day(until)}`}。请上门看望${signed ? '' : '，带承诺书去签'}${code === undefined ? '。' : `，回${code}+到`}`,
  last_day_moved_for: ({ person, place, until }) =>
    `日期有更正：${person}，${address(place)}，居家到${day(until)}，请告诉本人。`,
  moved_away: ({ person }) => `${person}的住址有更正，已转到别的网格，您不用再跟进了。谢谢。`,
  measure_for_them: ({ code, person, place, slot, closes }) =>
    `请给${person}（${address(place)}）量${half(slot)}体温，${closes}前回${code} 36.5，没见到回${code}不在`,
  matter: (matter, room) => {
    const { rung, code, person, place, due, unconfirmed } = matter
    const kind = matter.byWorker === true ? 'visit' : matter.kind
    // A long code appears twice: the place is shortened for it.
    const where = clip(place, longest.place - 2 * (code.length - 4))
    const head = person === '' ? `${code} ${where}：` : `${code} ${person}，${where}：`
    const visit = matter.noVisit === true ? '，没人上过门' : ''
    const task = `${visit}。请${by(due)}前${taskOf(kind, rung)}`
    if (unconfirmed !== undefined) {
      const tail = task + unconfirmedTail(unconfirmed)
      return head + happened(matter, room - head.length - tail.length) + tail
    }
    const ask = `${task}，回${code}+`
    const few = hinted(kind, rung, matter, surely(matter))
    const start = head + happened(matter, room - head.length - ask.length - few.length) + ask
    return start + hinted(kind, rung, matter, room - start.length)
  },
  matter_raised: (matter, room) => {
    const { kind, code, person, place, need = 'other', words, elsewhere } = matter
    const head = `${code} ${person}，${address(place)}：`
    const left = room - head.length
    if (kind === 'danger') return `${head}又说${inDanger(matter, left - 8)}。马上联系`
    if (kind === 'request')
      return `${head}又要${needWords[need]}${quote(words, elsewhere, left - needWords[need].length - 7)}。请帮办`
    if (kind === 'fever' || kind === 'no_show')
      return `${head}加重，${findings(matter, left - 9)}。请马上联系`
    return `${head}又来短信${quote(words, elsewhere, left - 5)}。`
  },
  stranger_in_danger: (stranger, room) => {
    const { code, number } = stranger
    const head = `${code} 陌生号${dialled(number)}：`
    const tail = `。请马上回电，回${code}+处理完`
    return head + inDanger(stranger, room - head.length - tail.length) + tail
  },
  stranger_noted: ({ code }) => `${code}已记录：处理完。辛苦了。`,
  disruption: (about) => `${about.code} ${disruptionText('zh-CN', about)}。请回${about.code}+收到`,
  disruption_noted: ({ code }) => `${code}已记录：由您负责。辛苦了。`,
  disruption_over: (about) => `${about.code}已恢复：${disruptionOver('zh-CN', about)}。辛苦了。`,
  digest: ({ count, quotes, elsewhere }, room) => {
    if (elsewhere === true || quotes.length === 0) return `您片区有${count}条新留言，请在网页上查看。`
    const head = `您片区${count}条留言：`
    const each = quotes.map(
      ({ person, by, words }) =>
        `${name(person)}${by === undefined ? '' : `（${name(by)}写）`}“${clip(words, 16)}”`,
    )
    return `${head}${fitList(each, room - head.length, '；', (left) => `+${left}`)}`
  },
  read_now: ({ person, place, words, elsewhere }, room) => {
    const head = `${person} ${address(place)}来信`
    const tail = '，可能有急事，请马上联系。'
    return `${head}${quote(words, elsewhere, room - head.length - tail.length)}${tail}`
  },
  matter_settled: ({ code, how }) => `${code}已办结：${outcomes[how]}。辛苦了。`,
  noted: ({ code, answer }) =>
    answer === 'number_mended'
      ? `${code}已记录：新号码要等对方回“是”才算数，之前请您测温。辛苦了。`
      : `${code}已记录：${forms[answer].said}。辛苦了。`,
  echo: ({ person, place, answer, phone, kind, oneTime, until, urgent }) => {
    const who = `${person} ${address(place)}`
    const number = phone === undefined ? '' : clip(phone, longest.phone)
    const does = isGrave(answer) ? doing[answer]({ who: who, phone: number, kind }) : forms[answer].said
    return `${urgent === true ? '急！' : ''}${does}，确认请${until}前回${oneTime}`
  },
  say_only: ({ code, answer }) =>
    `${code}还没办：话里有别的意思，我们不敢猜。要报“${forms[answer].said}”，请只回“${code}${forms[answer].write}”。`,
  number_refused: ({ code, why }) =>
    `${code}号码没改：${numberRefusals[why]}。请另报手机号，没有就请上门测温。`,
  not_possible_now: ({ code, answer }) =>
    `${code}现在还不能报“${forms[answer].said}”，什么都没改。可能还有事项没办完，请上网页查看。`,
  not_confirmed: ({ oneTime, why }) => whyNot[why](oneTime),
  lapsed: ({ code, person, place, answer }) =>
    `${code} ${person} ${address(place)}：有人报“${forms[answer].said}”，没有确认，不算数。请核实后再报。`,
  answer_help: ({ code, answers }, room) => {
    const head = `没看懂。请回编号加结果，如“${code ?? '4821'}${answers?.[0] === undefined ? '到' : forms[answers[0]].write}”。`
    if (answers === undefined) return `${head}结果：收到、到、不在、拒、换号+手机，或体温36.5。`
    const each = answers.map((answer) => forms[answer].write)
    return `${head}结果：${fitList(each, room - head.length - 4, '、', () => '等')}。`
  },
  ...codeReplies['zh-CN'],
  on_the_way: ({ code, person, place }) => `${code} ${person} ${address(place)}：正送往发热门诊，请接应。`,
  false_alarm: ({ code, person, place }) =>
    `${code} ${person} ${address(place)}：现场说是误报，请核实；排除请回${code}+排除`,
  second_reading: ({ code, person, tenths }) =>
    `${code} ${person}第二次测量${degrees(tenths)}℃，请结合第一次判断。`,
}
