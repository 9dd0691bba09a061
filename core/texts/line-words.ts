import type { Language } from '../community/community.ts'
import type { Check, Colour, Why } from '../line/line.ts'

/** The same in both languages. */
export type InBothLanguages = Readonly<Record<Language, string>>

type Counted = (well: number, of: number) => InBothLanguages

/** What a check found, in words. `well`: how many of `of` pass. */
const checkWords: Readonly<
  Record<Exclude<Check, 'sweeper_awake' | 'as_usual' | 'figures_current' | 'record_has_room'>, Counted>
> = {
  next_step: (well, of) => ({
    en: `${well} of ${of} have a next step`,
    'zh-CN': `${of} 人中 ${well} 人有下一步安排`,
  }),
  owner_with_time: (well, of) => ({
    en: `${well} of ${of} open matters have an owner who still has time`,
    'zh-CN': `${of} 项未结事项中 ${well} 项有责任人且未逾时`,
  }),
  last_rung_answered: (well, of) => ({
    en: `${of - well} of ${of} open matters unanswered at their last rung through two rounds`,
    'zh-CN': `${of} 项未结事项中 ${of - well} 项在最后一级连续两轮无人答复`,
  }),
  decision_in_time: (well, of) => ({
    en: `${well} of ${of} decisions are in time or less than a day late`,
    'zh-CN': `${of} 项待决定事项中 ${well} 项未逾期一天以上`,
  }),
  danger_answered: (well, of) => ({
    en: `${well} of ${of} dangers and fevers: somebody has answered, or still has time to`,
    'zh-CN': `${of} 项危险或发热事项中 ${well} 项已有人处理或仍在时限内`,
  }),
  prompt_known: (well, of) => ({
    en: `${well} of ${of} silences: known whether the prompt arrived, or a person has time to confirm`,
    'zh-CN': `${of} 项未报事项中 ${well} 项已知短信是否送达，或仍在核实时限内`,
  }),
  messages_sent: (well, of) => ({
    en: `${well} of ${of}: no text that cannot be sent`,
    'zh-CN': `${of} 人中 ${well} 人没有发不出的短信`,
  }),
}

export const checkedInWords = (
  check: keyof typeof checkWords,
  { count, of }: { readonly count: number; readonly of: number },
): InBothLanguages => checkWords[check](of - count, of)

/** `count` of `of` parts of the sweep are late. */
export const sweeperInWords = ({
  line,
  count,
  of,
}: {
  readonly line: Colour
  readonly count: number
  readonly of: number
}): InBothLanguages => {
  if (line === 'red')
    return { en: 'the hourly look at everybody is missing', 'zh-CN': '每小时的巡查未按时进行' }
  return count === 0
    ? { en: 'the hourly look at everybody is in time', 'zh-CN': '每小时的巡查按时进行' }
    : {
        en: `${count} of ${of} parts of the hourly look are late`,
        'zh-CN': `每小时的巡查共 ${of} 部分，其中 ${count} 部分未按时完成`,
      }
}

/** `late`: not 0. */
export const figuresInWords = (late: number, minutes: number): InBothLanguages =>
  late === 0
    ? { en: 'the figures are up to date', 'zh-CN': '统计数字为最新' }
    : {
        en: `the figures are ${minutes} minutes old`,
        'zh-CN': `统计数字停在 ${minutes} 分钟前`,
      }

export const recordFullWords: InBothLanguages = {
  en: 'the disk is full and nothing can be recorded: free some space, it goes on by itself',
  'zh-CN': '磁盘已满，无法记录任何内容：请清理空间，之后自动恢复',
}

interface UsualCount {
  readonly count: number
  readonly from: number
  readonly to: number
}

export const usualInWords = ({ count, from, to }: UsualCount): InBothLanguages => ({
  en: `${count} beyond their first rung, usual at this hour ${from} to ${to}`,
  'zh-CN': `超过第一级的事项 ${count} 项，此时段通常 ${from} 至 ${to} 项`,
})

/** Why somebody is named, and what to do about it. */
export const whyWords: Readonly<
  Record<Why, { readonly words: InBothLanguages; readonly todo: InBothLanguages }>
> = {
  wait_overdue: {
    words: { en: 'what it waits for is overdue', 'zh-CN': '应办之事已逾期' },
    todo: {
      en: 'Telephone the returnee, and begin the execution anew.',
      'zh-CN': '请电话联系本人，并重新启动流程。',
    },
  },
  no_execution: {
    words: { en: 'its workflow does not run', 'zh-CN': '流程未在运行' },
    todo: { en: 'Begin the execution anew.', 'zh-CN': '请重新启动流程。' },
  },
  owner_overdue: {
    words: {
      en: 'the owner of the matter is overdue and nobody was told',
      'zh-CN': '事项责任人已逾期且未通知他人',
    },
    todo: {
      en: 'Telephone the owner, and begin the ladder anew.',
      'zh-CN': '请电话联系责任人，并重新启动上报流程。',
    },
  },
  ladder_stopped: {
    words: { en: 'the ladder of the matter stands still', 'zh-CN': '事项未逐级上报' },
    todo: {
      en: 'Telephone the owner, and begin the ladder anew.',
      'zh-CN': '请电话联系责任人，并重新启动上报流程。',
    },
  },
  owner_gone: {
    words: {
      en: 'it waits for somebody who has left the community',
      'zh-CN': '所等待的责任人已不在本社区',
    },
    todo: {
      en: 'Tell whoever has the post now: the matter is theirs.',
      'zh-CN': '请告知现任责任人：该事项由其负责。',
    },
  },
  last_rung_unanswered: {
    words: {
      en: 'its last rung has been told three times, and nobody has settled it',
      'zh-CN': '最后一级已通知三次，仍无人办结',
    },
    todo: {
      en: 'Telephone who owes the answer; then answer in their place, if it is yours to say.',
      'zh-CN': '请电话催办责任人；属您职权的，请直接答复。',
    },
  },
  decision_late: {
    words: { en: 'its decision is more than a day late', 'zh-CN': '决定已逾期一天以上' },
    todo: {
      en: 'Approve, hold or end it today; telephone who owes the decision.',
      'zh-CN': '请今天批准、暂缓或结束；电话催办责任人。',
    },
  },
  danger_unanswered: {
    words: {
      en: 'danger or a high fever, and nobody has answered in time',
      'zh-CN': '有危险或高热，规定时间内无人答复',
    },
    todo: {
      en: 'Go there or telephone now, and ring the emergency number.',
      'zh-CN': '请立即上门或电话联系，并拨打急救电话。',
    },
  },
  stranger_unanswered: {
    words: {
      en: 'an unknown phone wrote of danger, and nobody has answered',
      'zh-CN': '陌生号码称有危险，尚无人答复',
    },
    todo: {
      en: 'Ring the number back now, then mark it answered.',
      'zh-CN': '请立即回拨，然后标记为已答复。',
    },
  },
  disruption_untaken: {
    words: {
      en: 'steps or texts fail for many, and nobody has taken it in hand in time',
      'zh-CN': '系统或短信故障影响多人，规定时间内无人接手',
    },
    todo: {
      en: 'Phone the people on its list, and say that you have it; tell whoever operates the system.',
      'zh-CN': '请按名单电话联系，并确认由您负责；通知系统运维人员。',
    },
  },
  prompt_unknown: {
    words: {
      en: 'the prompt did not arrive, or nobody knows, and the office has not confirmed the silence',
      'zh-CN': '短信未送达或不知是否送达，街道办尚未核实',
    },
    todo: {
      en: 'Go to the door or telephone, and say what you found, or that the police shall go.',
      'zh-CN': '请上门或电话核实，并答复所见情况，或请派出所上门。',
    },
  },
  message_not_sent: {
    words: { en: 'a text cannot be sent', 'zh-CN': '短信无法发出' },
    todo: {
      en: 'Tell them by telephone; see to the SMS provider.',
      'zh-CN': '请电话告知，并检查短信服务商。',
    },
  },
  record_unreadable: {
    words: {
      en: 'its record cannot be read: a newer release wrote it, or it is damaged',
      'zh-CN': '记录无法读取：由较新版本写入，或已损坏',
    },
    todo: {
      en: 'Telephone the returnee. Tell whoever operates the system: after a rollback, deploy the newer release again; otherwise the log names the item.',
      'zh-CN': '请电话联系本人，并通知系统运维人员：如已回退版本，请重新部署较新版本；否则按日志查找该条目。',
    },
  },
  beyond_first_rung: {
    words: {
      en: 'its first owner let the time pass, and there are more of these than usual',
      'zh-CN': '首位责任人已超时，此类事项多于平常',
    },
    todo: {
      en: 'See whether a grid lacks hands, and send somebody.',
      'zh-CN': '请查看哪个网格人手不足，并增派人员。',
    },
  },
}
