import type { Language, Role } from '../../core/domain/community.ts'
import type { Answer, Outcome } from '../../core/domain/escalation.ts'
import type { Category, EndReason, Flags, Status, Symptom } from '../../core/domain/isolation.ts'
import type { Message } from '../../core/domain/message.ts'
import type { MatterKind, RungName } from '../../core/domain/rule-book.ts'

type SlotState = 'to come' | 'open' | 'asked' | 'reported' | 'missed' | 'late' | 'excused'

/** The words of the domain, as the texts and the papers use them. */
interface DomainWords {
  readonly status: Readonly<Record<Status['name'], string>>
  readonly category: Readonly<Record<Category, string>>
  readonly flag: Readonly<Record<keyof Flags, string>>
  readonly slot: Readonly<Record<SlotState, string>>
  readonly half: Readonly<Record<'morning' | 'evening', string>>
  readonly matter: Readonly<Record<MatterKind, string>>
  readonly rung: Readonly<Record<RungName, string>>
  readonly role: Readonly<Record<Role | 'district administrator' | 'read-only', string>>
  readonly answer: Readonly<Record<Answer, string>>
  readonly outcome: Readonly<Record<Outcome, string>>
  readonly symptom: Readonly<Record<Symptom, string>>
  readonly endReason: Readonly<Record<EndReason, string>>
  readonly message: Readonly<Record<Message['state'], string>>
  readonly contact: Readonly<Record<'sms' | 'no phone' | 'opted out' | 'unreachable', string>>
}

export const domainWords: Readonly<Record<Language, DomainWords>> = {
  en: {
    status: {
      following: 'following',
      referred: 'referred',
      'under review': 'under review',
      approved: 'approved',
      released: 'released',
      ended: 'ended',
    },
    category: {
      'key area': 'key area',
      overseas: 'overseas',
      'close contact': 'close contact',
      elsewhere: 'elsewhere',
    },
    flag: {
      livesAlone: 'lives alone',
      over70: 'over 70',
      child: 'child',
      chronic: 'chronic illness',
      pregnant: 'pregnant',
    },
    slot: {
      'to come': 'to come',
      open: 'open',
      asked: 'asked',
      reported: 'reported',
      missed: 'missed',
      late: 'late',
      excused: 'excused',
    },
    half: { morning: 'morning', evening: 'evening' },
    matter: {
      silence: 'silence',
      unreachable: 'unreachable',
      'opted out': 'no more texts wanted',
      'unclear replies': 'unclear replies',
      fever: 'fever',
      'no show': 'did not come to the clinic',
      visit: 'visit',
      release: 'release',
      decision: 'decision',
      failure: 'failure',
    },
    rung: {
      'grid worker': 'grid worker',
      community: 'community',
      'street office': 'street office',
      'police station': 'police station',
      'worker and doctor': 'worker and doctor',
      hospital: 'hospital',
    },
    role: {
      'grid worker': 'grid worker',
      'community administrator': 'community administrator',
      'street office': 'street office',
      'police station': 'police station',
      doctor: 'doctor',
      hospital: 'hospital',
      'district administrator': 'district administrator',
      'read-only': 'reader',
    },
    answer: {
      taken: 'Taken',
      reached: 'Reached',
      'not at home': 'Not at home',
      refuses: 'Refuses',
      'number mended': 'Number mended',
      'ruled out': 'Ruled out',
      confirmed: 'Confirmed',
      hospitalised: 'Hospitalised',
      'no show': 'Did not come',
      died: 'Has died',
      left: 'Has left',
      approve: 'Approve',
      hold: 'Hold',
      handled: 'Handled',
    },
    outcome: {
      reported: 'reported',
      reached: 'reached',
      'number mended': 'number mended',
      'opted in again': 'wants texts again',
      'ruled out': 'ruled out',
      confirmed: 'confirmed',
      hospitalised: 'hospitalised',
      'no show': 'did not come',
      died: 'died',
      left: 'left',
      approved: 'approved',
      held: 'held',
      handled: 'handled',
      overtaken: 'overtaken',
      joined: 'joined to an earlier one',
    },
    symptom: {
      fever: 'fever',
      'dry cough': 'dry cough',
      fatigue: 'fatigue',
      'sore throat': 'sore throat',
      'loss of smell or taste': 'loss of smell or taste',
      diarrhoea: 'diarrhoea',
      breathlessness: 'breathlessness',
      other: 'other',
    },
    endReason: {
      confirmed: 'confirmed',
      hospitalised: 'hospitalised',
      'left with permission': 'left with permission',
      absconded: 'absconded',
      died: 'died',
      'registered by error': 'registered by error',
    },
    message: {
      waiting: 'waiting',
      sending: 'being sent',
      sent: 'sent',
      refused: 'refused',
      unknown: 'unknown',
      'not needed': 'not needed',
    },
    contact: {
      sms: 'by text',
      'no phone': 'by the worker: no phone',
      'opted out': 'by the worker: no texts wanted',
      unreachable: 'by the worker: unreachable',
    },
  },
  'zh-CN': {
    status: {
      following: '随访中',
      referred: '已转诊',
      'under review': '待审批',
      approved: '已批准',
      released: '已解除',
      ended: '已结束',
    },
    category: {
      'key area': '重点地区',
      overseas: '境外',
      'close contact': '密切接触者',
      elsewhere: '其他地区',
    },
    flag: {
      livesAlone: '独居',
      over70: '70岁以上',
      child: '儿童',
      chronic: '慢性病',
      pregnant: '孕妇',
    },
    slot: {
      'to come': '未到',
      open: '可报',
      asked: '已询问',
      reported: '已报',
      missed: '漏报',
      late: '补报',
      excused: '免报',
    },
    half: { morning: '早', evening: '晚' },
    matter: {
      silence: '未报体温',
      unreachable: '联系不上',
      'opted out': '拒收短信',
      'unclear replies': '回复不明',
      fever: '发热',
      'no show': '未到诊',
      visit: '上门',
      release: '解除审批',
      decision: '待决定',
      failure: '故障',
    },
    rung: {
      'grid worker': '网格员',
      community: '社区',
      'street office': '街道办事处',
      'police station': '派出所',
      'worker and doctor': '网格员与医生',
      hospital: '医院',
    },
    role: {
      'grid worker': '网格员',
      'community administrator': '社区管理员',
      'street office': '街道办事处',
      'police station': '派出所',
      doctor: '医生',
      hospital: '医院',
      'district administrator': '区管理员',
      'read-only': '只读',
    },
    answer: {
      taken: '收到',
      reached: '已见到',
      'not at home': '不在家',
      refuses: '拒绝',
      'number mended': '号码已更正',
      'ruled out': '排除',
      confirmed: '确诊',
      hospitalised: '住院',
      'no show': '未到诊',
      died: '死亡',
      left: '已离开',
      approve: '批准',
      hold: '暂缓',
      handled: '已处理',
    },
    outcome: {
      reported: '已报体温',
      reached: '已见到',
      'number mended': '号码已更正',
      'opted in again': '恢复短信',
      'ruled out': '排除',
      confirmed: '确诊',
      hospitalised: '住院',
      'no show': '未到诊',
      died: '死亡',
      left: '已离开',
      approved: '已批准',
      held: '已暂缓',
      handled: '已处理',
      overtaken: '已无需处理',
      joined: '并入前一事项',
    },
    symptom: {
      fever: '发热',
      'dry cough': '干咳',
      fatigue: '乏力',
      'sore throat': '咽痛',
      'loss of smell or taste': '嗅觉或味觉减退',
      diarrhoea: '腹泻',
      breathlessness: '呼吸困难',
      other: '其他',
    },
    endReason: {
      confirmed: '确诊',
      hospitalised: '住院',
      'left with permission': '经批准离开',
      absconded: '擅自离开',
      died: '死亡',
      'registered by error': '登记有误',
    },
    message: {
      waiting: '等待发送',
      sending: '发送中',
      sent: '已发送',
      refused: '被拒',
      unknown: '结果不明',
      'not needed': '无需发送',
    },
    contact: {
      sms: '短信',
      'no phone': '网格员上门：无手机',
      'opted out': '网格员上门：拒收短信',
      unreachable: '网格员上门：联系不上',
    },
  },
}
