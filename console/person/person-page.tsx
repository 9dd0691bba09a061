import Badge from '@cloudscape-design/components/badge'
import { Link, useParams } from 'wouter'
import { Telling } from '../actions/telling.tsx'
import { useLive, useRead } from '../api/live.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { Page, Shown } from '../shell/page.tsx'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { CorrectPanel } from './correct/correct-panel.tsx'
import { CorrectionHistory } from './correct/history.tsx'
import { TemperatureCurve } from './curve/temperature-curve.tsx'
import { LedgerList } from './ledger/ledger-list.tsx'
import { Matters } from './matters/matters.tsx'
import { ContactsList } from './messages/contacts-list.tsx'
import { NextDeadline } from './next-deadline.tsx'
import styles from './person.module.css'
import { PersonActions } from './person-actions.tsx'
import type { PersonFile } from './person-file.ts'
import { shortId } from './person-link.tsx'
import { SlotGrid } from './slots/slot-grid.tsx'
import { Views } from './views.tsx'
import { Who } from './who.tsx'
import { personWords } from './words.ts'
import { WorkflowPanel } from './workflow/workflow-panel.tsx'

const looks = {
  following: 'green',
  referred: 'red',
  'under review': 'green',
  approved: 'green',
  released: 'grey',
  ended: 'grey',
} as const

const PersonPage = () => {
  const { id = '' } = useParams<{ id: string }>()
  const { client } = useSurroundings()
  const say = useWords(personWords)
  const read = useRead<PersonFile>(client, `/isolations/${encodeURIComponent(id)}`)
  const who = read.data?.person?.name ?? shortId(id)
  return (
    <Page
      title={read.data === undefined ? say.person : who}
      description={read.data !== undefined && <Standing file={read.data} />}
    >
      <Telling>
        <Shown read={read}>{(file) => <Everything key={id} file={file} who={who} />}</Shown>
      </Telling>
    </Page>
  )
}

export default PersonPage

const Standing = ({ file: { isolation, day, personal } }: { readonly file: PersonFile }) => {
  const say = useWords(personWords)
  const { language } = useLanguage()
  const { status, lastDay, ruleBook } = isolation
  const { status: statuses, endReason } = domainWords[language]
  return (
    <span className={styles['row']}>
      <Badge color={looks[status.name]}>
        {statuses[status.name]}
        {status.name === 'ended' && `: ${endReason[status.reason]}`}
      </Badge>
      {status.name === 'ended' && status.kept !== undefined && (
        <Link href={`/people/${status.kept}`}>{shortId(status.kept)}</Link>
      )}
      <span>{say.dayOf(day, lastDay)}</span>
      <span>{say.ruleBook(ruleBook)}</span>
      {personal !== 'shown' && <span>{say[personal]}</span>}
    </span>
  )
}

const Everything = ({ file, who }: { readonly file: PersonFile; readonly who: string }) => {
  const { may } = useSurroundings()
  const { now } = useLive()
  const { isolation, next, slots, ledger, messages, received, views, book, day, personal } = file
  const { id, zone, generation, baselineTenths } = isolation
  return (
    <div className={styles['stack']}>
      <NextDeadline next={next} zone={zone} />
      <Who file={file} />
      <PersonActions file={file} who={who} />
      {file.may.includes('correctPerson') && <CorrectPanel file={file} now={now} />}
      <CorrectionHistory file={file} />
      <Matters file={file} who={who} mayAnswer={may('answerEscalation')} />
      <TemperatureCurve
        ledger={ledger}
        slots={slots}
        zone={zone}
        feverFrom={book.feverFrom}
        baseline={baselineTenths}
      />
      <SlotGrid slots={slots} today={day} zone={zone} feverFrom={book.feverFrom} />
      {file.may.includes('getIsolationGraph') && (
        <WorkflowPanel of="isolation" id={id} generation={generation} next={next} zone={zone} />
      )}
      <ContactsList messages={messages} ledger={ledger} received={received} personal={personal} zone={zone} />
      <LedgerList ledger={ledger} zone={zone} linked={may('getEscalation')} />
      {file.merged.map((one) => (
        <LedgerList
          key={one.isolation}
          ledger={one.ledger}
          of={one.isolation}
          zone={zone}
          linked={may('getEscalation')}
        />
      ))}
      <Views views={views} zone={zone} />
    </div>
  )
}
