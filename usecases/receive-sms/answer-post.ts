import { postsOf } from '../../core/community/community.ts'
import type { Inbound } from '../../core/message/message.ts'
import { staffAnswers, staffHelp, unknownCodes } from '../../core/message/reply-budgets.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { spend } from '../../record/budget-repository.ts'
import { countGuess } from '../../record/code-guess-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { type Reply, sendOnce } from '../stranger-in-danger/send-once.ts'
import type { Author } from './who-writes.ts'

interface From {
  /** All staff at the number. */
  readonly authors: readonly Author[]
  /** The one who wrote. */
  readonly author: Author
  readonly book: RuleBook
}

/** A code that is unknown, or of somebody outside the writer's area: both get the same answer. */
const isGuess = ({ template, params }: Reply): boolean =>
  template === 'code_unknown' || (template === 'not_confirmed' && params.why === 'unknown')

const teaches = ({ template }: Reply): boolean => template === 'answer_help' || template === 'open_codes'

/** Counts such a code for every post of the phone. */
export const countedGuess = (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  authors: readonly Author[],
): Promise<void> => {
  const posts = authors.map(({ staff, community }) => ({ staff, community: community.id }))
  return countGuess(store, posts, clock.now())
}

/** The answer to a guess: less each time. undefined: none until the hour is over. */
const toGuess = async (
  ports: Finding,
  from: string,
  { authors, book }: From,
  reply: Reply,
): Promise<Reply | undefined> => {
  await countedGuess(ports, authors)
  const use = await spend(ports, unknownCodes(from, book))
  if (use === undefined) return undefined
  return use.left === 0 ? { template: 'codes_slowed', params: {} } : reply
}

/**
 * Answers a post as often as the rule book allows. What a known code does is done by then: only the reply is limited.
 * @param isAskedFor it is no help to somebody who wrote something else
 */
export const answerPost = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'settings' | 'clock' | 'log'>,
  inbound: Pick<Inbound, 'id' | 'from'>,
  writer: From,
  reply: Reply,
  isAskedFor: boolean,
): Promise<void> => {
  const {
    author: { staff: id, community },
    book,
  } = writer
  const { from } = inbound
  const said = isGuess(reply) ? await toGuess(ports, from, writer, reply) : reply
  if (said === undefined) return
  const help = teaches(said) && !isAskedFor ? [staffHelp(from, book)] : []
  const language = postsOf(community).find(({ staff }) => staff.id === id)?.staff.language
  await sendOnce(ports, inbound, community, said, { paidFrom: [staffAnswers(from, book), ...help], language })
}
