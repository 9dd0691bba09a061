import type { Deadline } from '../../api/views/deadline-view.ts'
import type { Language } from '../../core/community/community.ts'
import { formatDateTime } from './date-time.ts'
import { domainWords } from './domain-words.ts'

const inEnglish = ({ is }: Deadline, when: string): string => {
  const { half, rung } = domainWords.en
  switch (is.type) {
    case 'welcomes':
      return `welcomes the returnee at ${when}`
    case 'asks':
      return `asks for the ${half[is.half]} report of day ${is.day} at ${when}`
    case 'reminds':
      return `reminds at ${when} unless the ${half[is.half]} report of day ${is.day} comes before`
    case 'misses':
      return `the ${half[is.half]} report of day ${is.day} is missed at ${when} unless it comes before`
    case 'reviews':
      return `reviews the isolation at ${when}`
    case 'asks_again':
      return `asks for a second measurement at ${when}`
    case 'waits_for_a_decision':
      return `waits for a person to approve or hold the release; looks again at ${when}`
    case 'waits_for_the_outcome':
      return `waits for the outcome from the doctor; looks again at ${when}`
    case 'releases':
      return `releases at ${when}`
    case 'tells_the_first_rung':
      return `tells the first rung at ${when}`
    case 'climbs':
      return `${rung[is.from]} has until ${when}, then it climbs to: ${rung[is.to]}`
    case 'is_told_again':
      return `${rung[is.rung]} has until ${when}, then is told once more`
  }
}

const inChinese = ({ is }: Deadline, when: string): string => {
  const { half, rung } = domainWords['zh-CN']
  switch (is.type) {
    case 'welcomes':
      return `${when} 发送欢迎短信`
    case 'asks':
      return `${when} 询问第${is.day}天${half[is.half]}间体温`
    case 'reminds':
      return `第${is.day}天${half[is.half]}间体温如未报，${when} 提醒`
    case 'misses':
      return `第${is.day}天${half[is.half]}间体温如未报，${when} 记为漏报`
    case 'reviews':
      return `${when} 核查隔离记录`
    case 'asks_again':
      return `${when} 请再测一次体温`
    case 'waits_for_a_decision':
      return `等待批准或暂缓解除；${when} 再查看`
    case 'waits_for_the_outcome':
      return `等待医生结果；${when} 再查看`
    case 'releases':
      return `${when} 解除隔离`
    case 'tells_the_first_rung':
      return `${when} 通知首级`
    case 'climbs':
      return `${rung[is.from]}办理至 ${when}，逾期上报${rung[is.to]}`
    case 'is_told_again':
      return `${rung[is.rung]}办理至 ${when}，逾期再次通知`
  }
}

/** What happens next and when, in the community's time. */
export const deadlineWords = (deadline: Deadline, language: Language, zone: string, now?: string): string => {
  const when = formatDateTime(deadline.at, language, zone, now)
  return language === 'en' ? inEnglish(deadline, when) : inChinese(deadline, when)
}
