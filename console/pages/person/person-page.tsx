import Badge from '@cloudscape-design/components/badge'
import { Link, useParams } from 'wouter'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import type { PersonDetails } from '../../api/person-details.ts'
import { useApiQuery } from '../../api/use-api-query.ts'
import { ContactHistory } from '../../components/contact-history/contact-history.tsx'
import layout from '../../components/layout.module.css'
import { LedgerList } from '../../components/ledger-list.tsx'
import { NextDeadline } from '../../components/next-deadline.tsx'
import { Page, QueryResult } from '../../components/page.tsx'
import { shortId } from '../../components/person/person-link.tsx'
import { ToastProvider } from '../../components/toast.tsx'
import { WorkflowPanel } from '../../components/workflow/workflow-panel.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { personWords } from '../../i18n/person-words.ts'
import { AccessLog } from './access-log.tsx'
import { PersonActions } from './actions/person-actions.tsx'
import { CorrectionHistory } from './corrections/correction-history.tsx'
import { CorrectionPanel } from './corrections/correction-panel.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PersonMatters } from './person-matters.tsx'
import { SlotGrid } from './slots/slot-grid.tsx'
import { TemperatureCurve } from './temperature/temperature-curve.tsx'

const looks = {
  following: 'green',
  referred: 'red',
  under_review: 'green',
  approved: 'green',
  released: 'grey',
  ended: 'grey',
} as const

const PersonPage = () => {
  const { id = '' } = useParams<{ id: string }>()
  const t = useWords(personWords)
  const query = useApiQuery<PersonDetails>(`/isolations/${encodeURIComponent(id)}`)
  const who = query.data?.person?.name ?? shortId(id)
  return (
    <Page
      title={query.data === undefined ? t.person : who}
      description={query.data !== undefined && <PersonStatus file={query.data} />}
    >
      <ToastProvider>
        <QueryResult query={query}>{(file) => <Everything key={id} file={file} who={who} />}</QueryResult>
      </ToastProvider>
    </Page>
  )
}

export default PersonPage

const PersonStatus = ({ file: { isolation, day, personal } }: { readonly file: PersonDetails }) => {
  const t = useWords(personWords)
  const { language } = useLanguage()
  const { status, lastDay, ruleBook } = isolation
  const { status: statuses, endReason } = domainWords[language]
  return (
    <span className={layout['row']}>
      <Badge color={looks[status.name]}>
        {statuses[status.name]}
        {status.name === 'ended' && `: ${endReason[status.reason]}`}
      </Badge>
      {status.name === 'ended' && status.kept !== undefined && (
        <Link href={`/people/${status.kept}`}>{shortId(status.kept)}</Link>
      )}
      <span>{t.dayOf(day, lastDay)}</span>
      <span>{t.ruleBook(ruleBook)}</span>
      {personal !== 'shown' && <span>{t[personal]}</span>}
    </span>
  )
}

const Everything = ({ file, who }: { readonly file: PersonDetails; readonly who: string }) => {
  const { may } = useAppContext()
  const { now } = useLiveUpdates()
  const { isolation, next, slots, ledger, messages, received, views, book, day, personal } = file
  const { id, zone, generation, baselineTenths } = isolation
  return (
    <div className={layout['stack']}>
      <NextDeadline next={next} zone={zone} />
      <PersonFacts file={file} />
      <PersonActions file={file} who={who} />
      {file.permissions.includes('correctPerson') && <CorrectionPanel file={file} now={now} />}
      <CorrectionHistory file={file} />
      <PersonMatters file={file} who={who} mayAnswer={may('answerMatter')} />
      <TemperatureCurve
        ledger={ledger}
        slots={slots}
        zone={zone}
        feverFrom={book.feverFrom}
        baseline={baselineTenths}
      />
      <SlotGrid slots={slots} today={day} zone={zone} feverFrom={book.feverFrom} />
      {file.permissions.includes('getIsolationGraph') && (
        <WorkflowPanel of="isolation" id={id} generation={generation} next={next} zone={zone} />
      )}
      <ContactHistory
        messages={messages}
        ledger={ledger}
        received={received}
        personal={personal}
        zone={zone}
      />
      <LedgerList ledger={ledger} zone={zone} linked={may('getMatter')} />
      {file.merged.map((one) => (
        <LedgerList
          key={one.isolation}
          ledger={one.ledger}
          of={one.isolation}
          zone={zone}
          linked={may('getMatter')}
        />
      ))}
      <AccessLog views={views} zone={zone} />
    </div>
  )
}
