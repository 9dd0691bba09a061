import { useParams } from 'wouter'
import { useAppContext } from '../../api/app-context.tsx'
import type { MatterDetails } from '../../api/person-details.ts'
import { useApiQuery } from '../../api/use-api-query.ts'
import { ContactHistory } from '../../components/contact-history/contact-history.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import layout from '../../components/layout.module.css'
import { LedgerList } from '../../components/ledger-list.tsx'
import { AnswerMatter } from '../../components/matter/answer-matter.tsx'
import { Ladder } from '../../components/matter/ladder.tsx'
import { MatterStatus, useMatterFacts } from '../../components/matter/matter-entry.tsx'
import { UnconfirmedAnswers } from '../../components/matter/unconfirmed-answers.tsx'
import { DeadlineLine, NextDeadline } from '../../components/next-deadline.tsx'
import { Page, QueryResult } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { PersonLink, shortId } from '../../components/person/person-link.tsx'
import { homeWords, SubjectLink } from '../../components/person/subject-link.tsx'
import { ToastProvider } from '../../components/toast.tsx'
import { RestartExecution } from '../../components/workflow/restart-execution.tsx'
import { WorkflowPanel } from '../../components/workflow/workflow-panel.tsx'
import { doorWords, gridName } from '../../i18n/address-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { personWords } from '../../i18n/person-words.ts'
import styles from './matter-page.module.css'

interface MatterWords {
  readonly matter: string
  readonly about: string
  readonly answer: string
  readonly notYours: string
  readonly settled: string
  readonly ladder: string
}

const words: Words<MatterWords> = {
  en: {
    matter: 'Matter',
    about: 'About',
    answer: 'Your answer',
    notYours: 'It is not for your post to answer now.',
    settled: 'It is settled: nothing more to answer.',
    ladder: 'Ladder',
  },
  'zh-CN': {
    matter: '事项',
    about: '当事人',
    answer: '您的答复',
    notYours: '目前不由您的岗位答复。',
    settled: '已办结，无需答复。',
    ladder: '上报层级',
  },
}

const MatterPage = () => {
  const { id = '' } = useParams<{ id: string }>()
  const t = useWords(words)
  const { language } = useLanguage()
  const query = useApiQuery<MatterDetails>(`/matters/${encodeURIComponent(id)}`)
  const title = query.data === undefined ? t.matter : domainWords[language].matter[query.data.matter.kind]
  return (
    <Page title={title}>
      <ToastProvider>
        <QueryResult query={query}>{(file) => <Everything key={id} file={file} />}</QueryResult>
      </ToastProvider>
    </Page>
  )
}

export default MatterPage

const Everything = ({ file }: { readonly file: MatterDetails }) => {
  const t = useWords(words)
  const { community } = useAppContext()
  const { matter, isolation, person, personal, messages, received, ledger, permissions } = file
  const { zone } = community
  const home = useWords(homeWords)
  const who = person?.name ?? (isolation === null ? home.home : shortId(isolation.id))
  const isSettled = matter.state.name === 'settled'
  return (
    <div className={layout['stack']}>
      {isSettled ? (
        <DeadlineLine>
          <MatterStatus matter={matter} zone={zone} />
        </DeadlineLine>
      ) : (
        <NextDeadline next={matter.next} zone={zone} />
      )}
      <UnconfirmedAnswers matter={matter} zone={zone} />
      <div className={layout['two']}>
        <Panel title={t.about}>
          <About file={file} />
        </Panel>
        <Panel title={t.answer}>
          {matter.answers.length > 0 && permissions.includes('answerMatter') ? (
            <AnswerMatter matter={matter} who={who} />
          ) : (
            <EmptyState>{isSettled ? t.settled : t.notYours}</EmptyState>
          )}
        </Panel>
      </div>
      <Panel title={t.ladder}>
        <Ladder matter={matter} ledger={ledger} zone={zone} />
        {!isSettled && permissions.includes('restartMatter') && (
          <RestartExecution of="matter" id={matter.id} generation={matter.generation} who={who} />
        )}
      </Panel>
      {permissions.includes('getMatterGraph') && (
        <WorkflowPanel
          of="matter"
          id={matter.id}
          generation={matter.generation}
          next={matter.next}
          zone={zone}
        />
      )}
      <ContactHistory
        messages={messages}
        ledger={ledger}
        received={received}
        personal={personal}
        zone={zone}
      />
      <LedgerList ledger={ledger} zone={zone} linked={false} />
    </div>
  )
}

const About = ({
  file: { matter, isolation, home, person, personal, permissions },
}: {
  readonly file: MatterDetails
}) => {
  const t = useWords(personWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const facts = useMatterFacts(matter, community.zone)
  return (
    <div className={styles['about']}>
      <p className={layout['row']}>
        {isolation === null ? (
          <SubjectLink isolation={undefined} home={home} />
        ) : permissions.includes('getIsolation') ? (
          <PersonLink id={isolation.id} person={personal === 'shown' ? person : undefined} withDoor={false} />
        ) : (
          <strong>{person?.name ?? shortId(isolation.id)}</strong>
        )}
        {isolation !== null && <span>{t.dayOf(isolation.day, isolation.lastDay)}</span>}
        <span>{gridName(matter.grid, community)}</span>
      </p>
      {person === null ? (
        personal !== 'shown' && (
          <p className={layout['quiet']}>{personal === 'erased' ? t.erased : t.hidden}</p>
        )
      ) : (
        <p className={layout['row']}>
          <span>{doorWords(person.address, language)}</span>
          {person.phone === undefined ? t.noPhone : <a href={`tel:${person.phone}`}>{person.phone}</a>}
        </p>
      )}
      <ul className={styles['facts-list']}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  )
}
