import { isOpen } from '../../core/domain/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type MemberText, partByMember } from '../../core/report/members.ts'
import { readReport } from '../../core/report/read-report.ts'
import { placeReport } from '../../core/rules/judge-report.ts'
import type { LoadedInbound } from '../../record/inbound-record.ts'
import { type Loaded, loadIsolation } from '../../record/isolation-record.ts'
import type { Phone } from '../../record/phone-record.ts'
import { answerResident, finishResident } from './answer-resident.ts'
import { askWhichMember } from './ask-which-member.ts'

interface Candidate {
  readonly loaded: Loaded
  readonly member: string
}

const isOwed = ({ isolation, book, now }: Loaded): boolean =>
  isolation.toConfirm !== undefined || placeReport(isolation, book, now).timing !== 'extra'

/**
 * Each lettered part goes to its returnee. What stands without a letter can only mean the one who is not named; if
 * several are not, it is asked about.
 */
const answerByLetter = async (
  ports: Ports,
  kept: LoadedInbound,
  open: readonly Candidate[],
  parts: readonly MemberText[],
): Promise<void> => {
  const named = open.filter(({ member }) => parts.some((part) => part.member === member))
  const [unnamed, another] = open.filter((one) => !named.includes(one))
  const texts = parts.flatMap(({ member, text }) => {
    const whose = member === undefined ? unnamed : open.find((one) => one.member === member)
    return whose === undefined || text === '' ? [] : [{ whose, member, text }]
  })
  const lettered = texts.filter(({ member }) => member !== undefined || another === undefined)
  const unclear = lettered.length < texts.length
  const [first, ...others] = lettered
  if (first === undefined) return askWhichMember(ports, kept, open)
  for (const { whose, text } of unclear ? lettered : others)
    await answerResident(ports, whose.loaded.isolation.id, kept, text, 'also')
  if (unclear) return askWhichMember(ports, kept, open)
  await answerResident(ports, first.whose.loaded.isolation.id, kept, first.text)
}

/** A text from a phone of one or several returnees: finds out of whom it speaks, and never guesses between two. */
export const answerResidents = async (ports: Ports, kept: LoadedInbound, phone: Phone): Promise<void> => {
  const { inbound } = kept
  const all = await Promise.all(
    phone.residents.map(async ({ isolation, member }) => ({
      loaded: await loadIsolation(ports, isolation),
      member,
    })),
  )
  if (inbound.state === 'recorded') {
    const mine = all.find(({ loaded }) => loaded.isolation.id === inbound.isolation)
    if (mine !== undefined) await finishResident(ports, mine.loaded.isolation.id, inbound.id)
    return
  }
  const open = all.filter(({ loaded }) => isOpen(loaded.isolation))
  const last = all.at(-1)
  const [only, another] = open
  if (another === undefined) {
    const one = only ?? last
    if (one !== undefined) await answerResident(ports, one.loaded.isolation.id, kept, inbound.text)
    return
  }
  const parts = partByMember(
    inbound.text,
    open.map(({ member }) => member),
  )
  if (parts.some(({ member }) => member !== undefined)) return answerByLetter(ports, kept, open, parts)
  const owed = open.filter(({ loaded }) => isOwed(loaded))
  const [one, two] = owed
  if (one !== undefined && two === undefined) {
    await answerResident(ports, one.loaded.isolation.id, kept, inbound.text)
    return
  }
  const [first, ...others] = open
  if (first === undefined) return
  const { kind } = readReport(inbound.text, first.loaded.book)
  if (kind !== 'stop' && kind !== 'start') return askWhichMember(ports, kept, open)
  for (const { loaded } of others)
    await answerResident(ports, loaded.isolation.id, kept, inbound.text, 'also')
  await answerResident(ports, first.loaded.isolation.id, kept, inbound.text)
}
