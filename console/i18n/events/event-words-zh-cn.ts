import { correctedFields, correctionReasonWords, fieldWords } from '../correction-words.ts'
import { deliveryWords } from '../delivery-words.ts'
import { flagWords, listed, symptomWords } from '../domain-phrases.ts'
import { domainWords } from '../domain-words.ts'
import { reopenWords } from '../reopen-words.ts'
import { slotPhrase } from '../slot-words.ts'
import { formatDegrees } from '../temperature.ts'
import { eventReasonWords } from './event-reason-words.ts'
import type { EventWords } from './event-words-type.ts'

const { category, contact, matter, rung, answer, outcome, endReason, danger, need } = domainWords['zh-CN']

const prompts = deliveryWords['zh-CN'].prompt

const slot = (id: string): string => slotPhrase(id, 'zh-CN')
const why = (reasons: readonly string[]): string =>
  reasons.map((reason) => eventReasonWords(reason, 'zh-CN')).join('；')

const sources = { sms: '短信', worker: '网格员', phone_call: '电话', gate: '卡口' } as const

const judged = { normal: '', orange: '属发热或有症状。', red: '情况紧急。' } as const

const timings = { early: '（提前）', on_time: '', late: '（补报）', extra: '（加测）' } as const

export const eventWordsZhCn: EventWords = {
  registered: (
    { category: from, origin, arrivedAt, lastDay, contact: asked, flags, baselineTenths, commitmentSignedOn },
    when,
  ) =>
    [
      `登记：${category[from]}，${origin === undefined ? '' : `来自${origin}，`}${when(arrivedAt)} 到达，观察至第${lastDay}天，随访方式：${
        contact[asked.by === 'sms' ? 'sms' : asked.why]
      }。`,
      ...(flagWords(flags, 'zh-CN').length === 0
        ? []
        : [`需关照：${listed(flagWords(flags, 'zh-CN'), 'zh-CN')}。`]),
      ...(baselineTenths === undefined ? [] : [`首测体温 ${formatDegrees(baselineTenths)}。`]),
      ...(commitmentSignedOn === undefined ? [] : [`${commitmentSignedOn} 签承诺书。`]),
    ].join(''),
  welcomed: () => '已发送告知、须知和承诺。',
  asked: ({ slot: of, attempt, by }) => {
    if (by === 'worker') return `请网格员代测${slot(of)}体温。`
    return attempt === 0 ? `询问${slot(of)}体温。` : `第${attempt}次提醒报${slot(of)}体温。`
  },
  waiting_again: ({ slot: of }) => `继续等待${slot(of)}体温，未另发短信。`,
  waiting_for_person: () => '等待工作人员答复。',
  reported: ({ slot: of, timing, tenths, symptoms, source, judged: as }) =>
    `${sources[source]}报${of === undefined ? '' : slot(of)}${[
      ...(tenths === undefined ? [] : [`体温 ${formatDegrees(tenths)}`]),
      ...(symptoms.length === 0 ? [] : [`症状：${symptomWords(symptoms, 'zh-CN')}`]),
    ].join('，')}${timings[timing]}。${judged[as]}`,
  asked_to_confirm: ({ tenths }) => `请本人确认 ${formatDegrees(tenths)} 是否正确。`,
  reply_not_understood: ({ why: reason }) => `回复未读懂：${eventReasonWords(reason, 'zh-CN')}。`,
  words_kept: () => '短信里的话留给工作人员看。',
  message_received: ({ meaning }) => `收到短信：${eventReasonWords(meaning, 'zh-CN')}。`,
  missed: ({ slot: of, prompt }) =>
    `${slot(of)}未报，记为漏报${prompt === undefined ? '' : `，${prompts[prompt]}`}。`,
  delivery_known: ({ slot: of, prompt }) => `${slot(of)}：${prompts[prompt]}。`,
  excused: ({ slots, notAsked }) =>
    `${notAsked === true ? '因故障没有问' : '免报'}：${listed(slots.map(slot), 'zh-CN')}。`,
  referred: ({ severity, measureAgainAt }, when) =>
    `转诊${severity === 'red' ? '，情况紧急' : ''}。${
      measureAgainAt === undefined ? '' : `${when(measureAgainAt)} 再测体温。`
    }`,
  to_measure_again: ({ at }, when) => `照常随访，${when(at)} 再测体温。`,
  asked_to_measure_again: () => '请本人再测一次体温。',
  back_to_following: () => '已排除，恢复随访。',
  proposed_for_release: () => '体温已报齐，提请解除隔离。',
  handed_to_office: ({ reasons }) => `解除与否交街道办事处决定：${why(reasons)}。`,
  held: ({ reasons, lastDay }) =>
    `暂缓解除，延至第${lastDay}天${reasons.length === 0 ? '' : `：${why(reasons)}`}。`,
  approved: ({ releaseAt }, when) => `已批准，${when(releaseAt)} 解除。`,
  released: ({ notice }) => `已解除隔离，通知书编号 ${notice}。`,
  ended: ({ reason }) => `已结束：${endReason[reason]}。`,
  merged: () => '一份重复登记已并入，并已结束。',
  reopened: ({ reason }) => `恢复隔离：${reopenWords['zh-CN'][reason]}。`,
  corrected: ({ reason, personal = [], to, calendar }) =>
    `已更正：${listed(
      correctedFields(personal, to).map((field) => fieldWords['zh-CN'][field]),
      'zh-CN',
    )}（${correctionReasonWords['zh-CN'][reason]}）。${
      calendar === undefined ? '' : `第0天改为${calendar.dayZero}，观察到第${calendar.lastDay}天。`
    }`,
  release_withdrawn: () => '日期已更正，撤回解除。',
  contact_changed: ({ contact: now, why: reason }) =>
    `随访方式改为：${contact[now.by === 'sms' ? 'sms' : now.why]}${
      now.by === 'worker' && now.why === reason ? '' : `（${eventReasonWords(reason, 'zh-CN')}）`
    }。`,
  became_close_contact: () => '同住的人确诊：列为密切接触者。',
  no_close_contact: () => '同住的人确诊有误：不再列为密切接触者。',
  number_asked: ({ times }) => (times > 1 ? '再次请新号码的机主确认。' : '已请新号码的机主确认。'),
  message_not_delivered: ({ reason }) => `短信未送达：${eventReasonWords(reason, 'zh-CN')}。`,
  restarted: ({ generation, why: reason }) =>
    `流程重新开始，第${generation}代：${eventReasonWords(reason, 'zh-CN')}。`,
  ladder_restarted: ({ generation }) => `上报流程重新开始，第${generation}代。`,
  matter_opened: ({ kind, slot: of }) =>
    `新增事项：${matter[kind]}${of === undefined ? '' : `（${slot(of)}）`}。`,
  matter_raised: ({ tenths, symptoms = [], danger: of, need: what }) =>
    `事项又有新情况：${listed(
      [
        ...(tenths === undefined ? [] : [`体温 ${formatDegrees(tenths)}`]),
        ...(symptoms.length === 0 ? [] : [symptomWords(symptoms, 'zh-CN')]),
        ...(of === undefined ? [] : [danger[of]]),
        ...(what === undefined ? [] : [need[what]]),
      ],
      'zh-CN',
    )}。`,
  matter_climbed: ({ rung: to, dueAt }, when) => `事项交${rung[to]}办理，时限 ${when(dueAt)}。`,
  matter_waits_for_day: ({ until }, when) => `下一级只在白天通知，等到 ${when(until)}。`,
  rung_told: ({ rung: to }) => `已通知${rung[to]}。`,
  matter_answered: ({ answer: said }) => `答复：${answer[said]}。`,
  answer_awaits_confirmation: ({ answer: said, expiresAt }, when) =>
    `短信答复：${answer[said]}。${when(expiresAt)} 前确认才算数。`,
  answer_echoed_again: ({ answer: said }) => `再次请答复人确认：${answer[said]}。`,
  answer_not_confirmed: ({ answer: said }) => `未经确认，不算数：${answer[said]}。`,
  matter_settled: ({ outcome: how }) => `事项办结：${outcome[how]}。`,
}
