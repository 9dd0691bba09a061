import type { Words } from '../../../i18n/language.tsx'

interface MergeWords {
  readonly merge: string
  readonly mergeWhat: string
  readonly other: string
  readonly sureMerge: (other: string) => string
  readonly merged: (kept: string) => string
  readonly reopen: string
  readonly reopenReason: string
  readonly chooseReason: string
  readonly sureReopen: (reason: string) => string
  readonly reopened: string
}

export const mergeWords: Words<MergeWords> = {
  en: {
    merge: 'Merge',
    mergeWhat:
      'The same person was registered twice: the isolation that began first goes on, the other ends.',
    other: 'Id of the other isolation, or the address of its page',
    sureMerge: (other) =>
      `Merge this isolation with ${other}. The one that began first goes on; the other ends as its duplicate and gets no more messages.`,
    merged: (kept) => `Merged: ${kept} goes on.`,
    reopen: 'Reopen',
    reopenReason: 'Reason',
    chooseReason: 'Please choose',
    sureReopen: (reason) =>
      `The isolation goes on with the same calendar: ${reason}. Half-days that passed meanwhile are excused.`,
    reopened: 'The isolation goes on.',
  },
  'zh-CN': {
    merge: '合并',
    mergeWhat: '同一人登记了两次：保留先开始的一次，另一次结束。',
    other: '另一次隔离的编号或网页地址',
    sureMerge: (other) => `与 ${other} 合并。先开始的一次继续，另一次按重复登记结束，不再发送短信。`,
    merged: (kept) => `已合并，${kept} 继续。`,
    reopen: '恢复隔离',
    reopenReason: '原因',
    chooseReason: '请选择',
    sureReopen: (reason) => `按原日程继续隔离：${reason}。其间的时段免报。`,
    reopened: '隔离已恢复。',
  },
}
