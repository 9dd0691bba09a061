import { useCallback } from 'react'
import type { Disruptions as DisruptionsShape, OpenDisruption } from '../../../api/endpoints/disruptions.ts'
import type { DisruptionKind } from '../../../core/rule-book/rule-book.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { useApiQuery } from '../../api/use-api-query.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { ActionError } from '../../components/action-error.tsx'
import { Panel } from '../../components/panel.tsx'
import { PersonLink } from '../../components/person/person-link.tsx'
import { useAction } from '../../components/use-action.ts'
import { formatDateTime } from '../../i18n/date-time.ts'
import { disruptionNames } from '../../i18n/disruption-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'

interface DisruptionWords {
  readonly since: (when: string) => string
  readonly heldUp: (count: number, kind: DisruptionKind) => string
  readonly owners: (roles: string, due: string) => string
  readonly notTold: (due: string) => string
  readonly take: string
  readonly taken: string
  readonly done: string
}

const words: Words<DisruptionWords> = {
  en: {
    since: (when) => `since ${when}`,
    heldUp: (count, kind) =>
      `${count} ${{ messages_failing: count === 1 ? 'waits for a text' : 'wait for a text', workflow_failing: count === 1 ? 'waits for the next step' : 'wait for the next step', not_asked: count === 1 ? 'was not asked for the last half-day' : 'were not asked for the last half-day' }[kind]}: please phone ${count === 1 ? 'this person' : 'them'}.`,
    owners: (roles, due) => `${roles}, until ${due}`,
    notTold: (due) => `nobody is told before ${due}: most are over sooner`,
    take: 'I have it',
    taken: 'taken',
    done: 'Recorded: it is in your hands.',
  },
  'zh-CN': {
    since: (when) => `自${when}起`,
    heldUp: (count, kind) =>
      `${count}人${{ messages_failing: '收不到短信', workflow_failing: '的下一步无法进行', not_asked: '上半日没有被问到' }[kind]}，请电话联系。`,
    owners: (roles, due) => `${roles}，${due}前处理`,
    notTold: (due) => `${due}前不通知：多数会自行恢复`,
    take: '由我负责',
    taken: '已接手',
    done: '已记录：由您负责。',
  },
}

const Disruption = ({ disruption }: { readonly disruption: OpenDisruption }) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const { community, may } = useAppContext()
  const { now } = useLiveUpdates()
  const { kind, code, openedAt, owners, takenBy, dueAt, heldUp, isolations } = disruption
  const when = (at: string): string => formatDateTime(at, language, community.zone, now)
  const done = useCallback(() => t.done, [t])
  const action = useAction<object, object>(`/communities/${community.id}/disruptions/${kind}/taken`, done)
  const roles = owners
    .map(({ role }) => domainWords[language].role[role])
    .join(language === 'en' ? ', ' : '、')
  return (
    <Panel title={`${code} ${disruptionNames[language][kind]}`} aside={t.since(when(openedAt))}>
      <p>{owners.length === 0 ? t.notTold(when(dueAt)) : t.owners(roles, when(dueAt))}</p>
      {heldUp > 0 && <p>{t.heldUp(heldUp, kind)}</p>}
      <ul aria-label={disruptionNames[language][kind]}>
        {isolations.map(({ isolation, since, person }) => (
          <li key={isolation}>
            <PersonLink id={isolation} person={person} /> {t.since(when(since))}
          </li>
        ))}
      </ul>
      {takenBy.length > 0
        ? t.taken
        : may('takeDisruption') && (
            <ActionButton isDisabled={action.isSending} onClick={() => void action.send({})}>
              {t.take}
            </ActionButton>
          )}
      <ActionError error={action.error} />
    </Panel>
  )
}

/** What keeps many from being looked after as usual. Empty if there is nothing. */
export const Disruptions = () => {
  const { community } = useAppContext()
  const { data } = useApiQuery<DisruptionsShape>(`/communities/${community.id}/disruptions?include=person`)
  return data?.disruptions.map((disruption) => <Disruption key={disruption.kind} disruption={disruption} />)
}
