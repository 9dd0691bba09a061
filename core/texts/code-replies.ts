import type { Language } from '../community/community.ts'
import { communityLetter } from '../hearing/staff/community-letter.ts'
import { answerForms } from './answer-forms.ts'
import { clip } from './clip.ts'
import { fitList } from './fit-list.ts'
import { plainLatin } from './plain-latin.ts'
import type { Catalogue } from './templates.ts'

type CodeReplies = Pick<
  Catalogue,
  'code_unknown' | 'codes_slowed' | 'not_yours' | 'which_community' | 'two_codes' | 'open_codes'
>

/** Replies to the codes that a post sends. */
export const codeReplies: Readonly<Record<Language, CodeReplies>> = {
  'zh-CN': {
    code_unknown: ({ code }) => `没有编号${code}的事项，什么都没记。请核对短信里的编号，或回“今天有几个”。`,
    codes_slowed: () =>
      '没有的编号来得太多，一小时内不再答复；有的编号照常办。要看自己的编号，请回“今天有几个”。',
    not_yours: ({ code, what, noted }) => {
      const head = noted === undefined ? `${code}：` : `${code}已记录：${answerForms['zh-CN'][noted].said}。`
      return what === 'reading'
        ? `${head}体温和症状不由您登记，您的话已转给负责的人。`
        : `${head}这件事不由您办结，您的话已转给负责的人。`
    },
    which_community: ({ code, names }, room) => {
      const head = `编号${code}在几个社区都有：`
      const tail = `。请回如“${code}A到”。`
      const each = names.map((one, at) => `${communityLetter(at)}${clip(one, 12)}`)
      return `${head}${fitList(each, room - head.length - tail.length, '、', () => '等')}${tail}`
    },
    two_codes: ({ codes }, room) => {
      const tail = '，什么都没记。请一条短信只回一个编号。'
      return `收到几个编号：${fitList(codes, room - 7 - tail.length, '、', () => '等')}${tail}`
    },
    open_codes: ({ codes }, room) => {
      if (codes.length === 0) return '您现在没有未办结的事项。辛苦了。'
      const head = `您有${codes.length}件未办结：`
      return `${head}${fitList(codes, room - head.length - 1, '、', (left) => `等${left}件`)}。`
    },
  },
  en: {
    code_unknown: ({ code }) =>
      `There is no matter ${code}: nothing was recorded. Please look at the code in our text, or send: list`,
    codes_slowed: () =>
      'Too many unknown codes: they get no answer for an hour. The codes in our texts work as ever. To see yours, send: list',
    not_yours: ({ code, what, noted }) => {
      const head = noted === undefined ? `${code}: ` : `${code} noted: ${answerForms.en[noted].said}. `
      const not =
        what === 'reading' ? 'readings and symptoms are not yours to record' : 'this is not yours to answer'
      return `${head}${not}. Your words were passed on.`
    },
    which_community: ({ code, names }, room) => {
      const each = names.map((one, at) => `${communityLetter(at)} ${plainLatin(one, 24)}`)
      return `${code} is in several communities: ${fitList(each, room - 64, ', ', () => ' ...')}. Reply like ${code}A reached`
    },
    two_codes: ({ codes }, room) => {
      const tail = ': nothing was recorded. Please send one code a text.'
      return `Several codes, ${fitList(codes, room - 15 - tail.length, ', ', () => ' ...')}${tail}`
    },
    open_codes: ({ codes }, room) => {
      if (codes.length === 0) return 'Nothing is open for you now. Thank you.'
      const head = `Open for you, ${codes.length}: `
      return head + fitList(codes, room - head.length, ', ', (left) => ` +${left}`)
    },
  },
}
