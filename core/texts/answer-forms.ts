import type { Language } from '../community/community.ts'
import type { GraveAnswer } from '../matter/grave-answers.ts'
import type { Answer } from '../matter/matter.ts'
import type { MatterKind } from '../rule-book/rule-book.ts'

interface Form {
  /** As staff write it after the code, short enough for a hint. */
  readonly write: string
  /** As our messages report it. */
  readonly said: string
}

type Forms = Readonly<Record<Answer, Form>>

const zhCn: Forms = {
  taken: { write: '收到', said: '已接单' },
  reached: { write: '到', said: '已联系上' },
  not_at_home: { write: '不在', said: '不在家' },
  refuses: { write: '拒', said: '拒绝配合' },
  nobody_opened: { write: '敲门没人应', said: '没人开门，请再去一次' },
  number_mended: { write: '换号+手机', said: '号码已更正' },
  sent_to_clinic: { write: '送医', said: '已送医' },
  false_alarm: { write: '误报', said: '误报，已告诉医生' },
  ruled_out: { write: '排除', said: '排除' },
  confirmed: { write: '确诊', said: '确诊' },
  hospitalised: { write: '收治', said: '住院收治' },
  no_show: { write: '未到', said: '未到院' },
  died: { write: '去世', said: '去世' },
  left: { write: '已离开', said: '已离开' },
  approve: { write: '同意', said: '同意解除' },
  hold: { write: '暂缓', said: '暂缓解除' },
  handled: { write: '处理完', said: '处理完' },
  sent_somebody: { write: '已派人', said: '已派人' },
  call_the_police: { write: '请派出所出面', said: '请派出所出面' },
}

const en: Forms = {
  taken: { write: 'ok', said: 'you are on it' },
  reached: { write: 'reached', said: 'reached' },
  not_at_home: { write: 'not home', said: 'not at home' },
  refuses: { write: 'refuses', said: 'refuses' },
  nobody_opened: { write: 'nobody opened', said: 'nobody opened, please go once more' },
  number_mended: { write: 'fixed <phone>', said: 'phone number mended' },
  sent_to_clinic: { write: 'sent to clinic', said: 'sent to the clinic' },
  false_alarm: { write: 'false alarm', said: 'false alarm, the doctor is told' },
  ruled_out: { write: 'ruled out', said: 'ruled out' },
  confirmed: { write: 'confirmed', said: 'confirmed' },
  hospitalised: { write: 'hospital', said: 'in hospital' },
  no_show: { write: 'no show', said: 'did not come' },
  died: { write: 'died', said: 'has died' },
  left: { write: 'has left', said: 'has left' },
  approve: { write: 'approve', said: 'release approved' },
  hold: { write: 'hold', said: 'release held' },
  handled: { write: 'handled', said: 'handled' },
  sent_somebody: { write: 'sent somebody', said: 'somebody was sent' },
  call_the_police: { write: 'call police', said: 'the police are asked' },
}

/** The words of every answer. A test checks that each is read as that answer. */
export const answerForms: Readonly<Record<Language, Forms>> = { 'zh-CN': zhCn, en }

interface Whom {
  readonly who: string
  readonly phone: string
  /** A matter of fever goes to those who look for the person, not at once to the police. */
  readonly kind: MatterKind
}

type Doing = Readonly<Record<GraveAnswer, (whom: Whom) => string>>

const zhCnDoing: Doing = {
  approve: ({ who }) => `将批准解除${who}`,
  ruled_out: ({ who }) => `将记${who}排除，恢复随访`,
  confirmed: ({ who }) => `将记${who}确诊，结束随访`,
  hospitalised: ({ who }) => `将记${who}收治，结束随访`,
  no_show: ({ who }) => `将记${who}未到院，派人去找`,
  died: ({ who }) => `将记${who}去世，结束随访`,
  left: ({ who }) => `将记${who}已离开，结束随访`,
  not_at_home: ({ who, kind }) =>
    kind === 'fever' ? `将记${who}不在家，派人去找` : `将报派出所：${who}不在家`,
  refuses: ({ who, kind }) =>
    kind === 'fever' ? `将记${who}拒绝就诊，交街道` : `将报派出所：${who}拒绝配合`,
  call_the_police: ({ who }) => `将请派出所找${who}`,
  number_mended: ({ who, phone }) => `将把${who}的号码改为${phone === '' ? '新号' : phone}`,
}

const enDoing: Doing = {
  approve: ({ who }) => `to release ${who}`,
  ruled_out: ({ who }) => `illness ruled out, ${who} followed again`,
  confirmed: ({ who }) => `${who} is confirmed, not followed any more`,
  hospitalised: ({ who }) => `${who} is in hospital, not followed any more`,
  no_show: ({ who }) => `${who} did not come to the clinic, to be looked for`,
  died: ({ who }) => `${who} has died`,
  left: ({ who }) => `${who} has left, not followed any more`,
  not_at_home: ({ who, kind }) =>
    `${who} is not at home, ${kind === 'fever' ? 'to be looked for' : 'police told'}`,
  refuses: ({ who, kind }) => `${who} refuses, ${kind === 'fever' ? 'street office told' : 'police told'}`,
  call_the_police: ({ who }) => `police asked to look for ${who}`,
  number_mended: ({ who, phone }) =>
    `the number of ${who} changes to ${phone === '' ? 'the new one' : phone}`,
}

/** What a grave answer will do once it is confirmed. */
export const graveDoing: Readonly<Record<Language, Doing>> = { 'zh-CN': zhCnDoing, en: enDoing }
