type Command = 'yes' | 'no' | 'stop' | 'start' | 'help'

/**
 * Whole texts that are an answer or an order, without their punctuation. The English stop words are those that AWS
 * acts on by itself (Amazon SNS Developer Guide, "Managing phone numbers and SMS subscriptions").
 */
const WORDS: { readonly [C in Command]: readonly string[] } = {
  stop: [
    ...[
      'arret',
      'arrêt',
      'cancel',
      'end',
      'optout',
      'quit',
      'remove',
      'stop',
      'td',
      'unsubscribe',
      'stopall',
    ],
    ...['t', '退订', '退', '回t', '退订t', '停', '停止', '取消', '不要再发', '不要再发了', '别再发了'],
  ],
  start: ['start', 'unstop', 'resume', 'subscribe', '开始', '恢复', '订阅', '复订', '重新开始', '恢复短信'],
  help: ['help', 'info', '帮助', '求助', '怎么回', '怎么回复', '怎么报', '怎么填'],
  yes: [
    ...['y', 'yes', 'yeah', 'yep', 'yup', 'ok', 'okay', 'sure', 'right', 'correct', 'true', 'confirm'],
    ...['thatsright', 'yesitis', '是', '是的', '是是', '是啊', '对', '对的', '对对', '对啊', '没错', '不错'],
    ...['嗯', '嗯嗯', '好', '好的', '确认', '正确', '无误', '确定'],
  ],
  no: [
    ...['n', 'no', 'nope', 'nah', 'wrong', 'incorrect', 'false', 'notright', 'notcorrect', 'itisnot'],
    ...['不', '不是', '不是的', '不对', '否', '错', '错了', '没', '没有', '无', '写错了', '打错了', '发错了'],
  ],
}

const commands = new Map<string, Command>(
  (['stop', 'start', 'help', 'yes', 'no'] as const).flatMap((command) =>
    WORDS[command].map((word) => [word, command] as const),
  ),
)

/** Only when it is all that the text says. Expects a folded text. */
export const readCommand = (folded: string): Command | undefined => {
  const words = folded.replace(/[^\p{L}\p{N}]/gu, '')
  if (words !== '') return commands.get(words)
  if (folded.includes('?')) return 'help'
  if (/[👍👌✅]/u.test(folded)) return 'yes'
  return undefined
}
