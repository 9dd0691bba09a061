import type { Language, Role } from '../../core/community/community.ts'
import type { Viewer } from './sign-in-people.ts'

interface Words {
  readonly title: string
  readonly lead: string
  readonly viewers: string
  readonly roles: { readonly [R in Role]: string }
  readonly sees: { readonly [O in Viewer]: string }
  readonly otherLanguage: string
  readonly signedOut: string
  readonly signedOutLead: string
  readonly signInAgain: string
  readonly refused: string
  readonly noTicket: string
  readonly toTheConsole: string
}

export const words: { readonly [L in Language]: Words } = {
  'zh-CN': {
    title: '登录六清',
    lead: '这里是本机演示，不用密码：请选择要以谁的身份登录。',
    viewers: '不在岗位上的人',
    roles: {
      grid_worker: '网格员',
      community_administrator: '社区管理员',
      street_office: '街道办事处',
      police_station: '派出所',
      doctor: '医生',
      hospital: '医院',
    },
    sees: {
      'district-administrator': '看全区情况，不看个人信息',
      reader: '只看不改，不看个人信息',
    },
    otherLanguage: 'English',
    signedOut: '已退出登录',
    signedOutLead: '这个浏览器不再记得您是谁。',
    signInAgain: '重新登录',
    refused: '无法登录',
    noTicket: '请用 npm start 打印的链接打开，链接里有本机的口令。',
    toTheConsole: '回到首页',
  },
  en: {
    title: 'Sign in to Sixclear',
    lead: 'This runs on your own machine and asks for no password: choose whom to be.',
    viewers: 'People without a post',
    roles: {
      grid_worker: 'Grid worker',
      community_administrator: 'Community administrator',
      street_office: 'Street office',
      police_station: 'Police station',
      doctor: 'Doctor',
      hospital: 'Hospital',
    },
    sees: {
      'district-administrator': 'Sees the whole district, no personal data',
      reader: 'Sees and changes nothing, no personal data',
    },
    otherLanguage: '中文',
    signedOut: 'You are signed out',
    signedOutLead: 'This browser no longer remembers who you were.',
    signInAgain: 'Sign in again',
    refused: 'This sign-in cannot go on',
    noTicket: 'Open the link that npm start has printed: it holds the token of this machine.',
    toTheConsole: 'Back to the start',
  },
}

/** The language that the console asks for, else the browser's. */
export const languageAsked = (query: URLSearchParams, acceptLanguage: string): Language => {
  const asked = `${query.get('ui_locales') ?? ''} ${acceptLanguage}`.toLowerCase()
  const [first] = /\b(zh|en)\b/.exec(asked) ?? []
  return first === 'en' ? 'en' : 'zh-CN'
}
