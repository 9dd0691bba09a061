import Alert from '@cloudscape-design/components/alert'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Decided } from '../../../core/identity/who-is-who.ts'
import { Relation } from '../../../core/person/person.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { DateField } from '../../components/form/date-field.tsx'
import { CheckField, ChoiceField, FieldGroup, Fields, TextField } from '../../components/form/form-field.tsx'
import { TimeField } from '../../components/form/time-field.tsx'
import { Panel } from '../../components/panel.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { languages, useLanguage, useWords } from '../../i18n/language.tsx'
import { ClashDecision, PreviousStayDecision } from './clash-decision.tsx'
import { formErrors } from './form-errors.ts'
import styles from './register-page.module.css'
import { type RegisterWords, registerWords } from './register-words.ts'
import { readMember, type TypedAddress, type TypedMember } from './typed-member.ts'
import { isRegistered, type Outcome } from './use-household.ts'
import { type Check, useRegistrationCheck } from './use-registration-check.ts'

const categories = ['key_area', 'overseas', 'close_contact', 'elsewhere'] as const
const flags = ['livesAlone', 'over70', 'child', 'chronic', 'pregnant'] as const
const textLanguages = ['zh-CN', 'en'] as const

const Warnings = ({
  check,
  own,
  isAnswered,
}: {
  readonly check: Check | undefined
  readonly own: ReadonlySet<string>
  /** The decision about the match is shown above already. */
  readonly isAnswered: boolean
}) => {
  const t = useWords(registerWords)
  const { language } = useLanguage()
  const others = check?.household.filter(({ isolation }) => !own.has(isolation)) ?? []
  if (check === undefined || isAnswered) return null
  if (check.clashes.length > 0)
    return (
      <div role="status">
        <Alert type="warning">
          {t.conflict}{' '}
          {check.clashes.map(({ type, isolation }) => (
            <span key={isolation}>
              {t.clash[type]} <Link href={`/people/${isolation}`}>{t.open}</Link>{' '}
            </span>
          ))}
        </Alert>
      </div>
    )
  if (check.known === null && others.length === 0) return null
  return (
    <div role="status">
      <Alert type="warning">
        {check.known === null ? (
          <>
            {t.livesThere}{' '}
            {others.map(({ isolation, name, status }, index) => (
              <span key={isolation}>
                {index > 0 && (language === 'en' ? ', ' : '、')}
                <Link href={`/people/${isolation}`}>{name ?? domainWords[language].status[status]}</Link>
              </span>
            ))}
          </>
        ) : (
          <>
            {check.restarts ? t.wouldRestart : t.known} {domainWords[language].status[check.known.status]} ·{' '}
            <Link href={`/people/${check.known.isolation}`}>{t.open}</Link>
          </>
        )}
      </Alert>
    </div>
  )
}

const succeeded = (
  t: RegisterWords,
  result: 'registered' | 'registered_already' | 'count_restarted' | 'over_already',
): string => {
  if (result === 'registered') return t.registered
  return result === 'count_restarted' ? t.restarted : t.registeredAlready
}

const Became = ({
  outcome,
  isSending,
  onDecide,
}: {
  readonly outcome: Outcome | undefined
  readonly isSending: boolean
  readonly onDecide: (decided: Decided) => void
}) => {
  const t = useWords(registerWords)
  if (outcome === undefined) return null
  if (outcome.result === 'conflict')
    return <ClashDecision clashes={outcome.clashes} isDisabled={isSending} onDecide={onDecide} />
  if (outcome.result === 'over_already')
    return <PreviousStayDecision isolation={outcome.isolation} isDisabled={isSending} onDecide={onDecide} />
  if (isRegistered(outcome))
    return (
      <div role="status">
        <Alert type="success">
          {succeeded(t, outcome.result)} · <Link href={`/people/${outcome.isolation}`}>{t.open}</Link>
        </Alert>
      </div>
    )
  const why =
    outcome.result === 'rejected' ? t.mistakes : outcome.result === 'not_reached' ? t.notReached : t.refused
  return (
    <div role="alert">
      <Alert type="error" header={t.failed}>
        {why}
      </Alert>
    </div>
  )
}

/** One member of the household. Errors show once a field was left or the form was sent. */
export const MemberFields = ({
  number,
  address,
  member,
  outcome,
  own,
  isChecked,
  isSending,
  onChange,
  onDecide,
  onRemove,
}: {
  readonly number: number
  readonly address: TypedAddress
  readonly member: TypedMember
  readonly outcome: Outcome | undefined
  /** Isolations that this form has started: a match with these is expected. */
  readonly own: ReadonlySet<string>
  readonly isChecked: boolean
  readonly isSending: boolean
  readonly onChange: (member: TypedMember) => void
  readonly onDecide: (decided: Decided) => void
  readonly onRemove?: () => void
}) => {
  const t = useWords(registerWords)
  const { language } = useLanguage()
  const words = domainWords[language]
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const read = readMember(address, member)
  const isDisabled = isSending || isRegistered(outcome)
  const check = useRegistrationCheck('form' in read && !isDisabled ? read.form : undefined)
  const problems = [...(outcome?.result === 'rejected' ? outcome.problems : []), ...(check?.problems ?? [])]
  const mistakes = formErrors(read, problems, language)
  const known = new Set(problems.map(({ field }) => field))
  const field = (path: string) => ({
    isDisabled,
    error: isChecked || left.has(path) || known.has(path) ? mistakes.get(path) : undefined,
    onBlur: () => setLeft((before) => new Set(before).add(path)),
  })
  const set = (change: Partial<TypedMember>) => onChange({ ...member, ...change })
  return (
    <Panel
      title={member.name.trim() === '' ? t.member(number) : `${t.member(number)} · ${member.name.trim()}`}
      aside={
        onRemove !== undefined &&
        !isRegistered(outcome) && <ActionButton onClick={onRemove}>{t.remove}</ActionButton>
      }
    >
      <Became outcome={outcome} isSending={isSending} onDecide={onDecide} />
      {!isRegistered(outcome) && (
        <Warnings check={check} own={own} isAnswered={outcome?.result === 'conflict'} />
      )}
      <FieldGroup title={t.who}>
        <Fields>
          <TextField
            label={t.name}
            isRequired
            maxLength={60}
            value={member.name}
            onChange={(name) => set({ name })}
            {...field('person.name')}
          />
          <TextField
            label={t.phone}
            inputMode="tel"
            maxLength={40}
            hint={t.phoneHint}
            value={member.phone}
            onChange={(phone) => set({ phone })}
            {...field('person.phone')}
          />
          <TextField
            label={t.document}
            maxLength={40}
            value={member.documentNumber}
            onChange={(documentNumber) => set({ documentNumber })}
            {...field('person.documentNumber')}
          />
          <ChoiceField
            label={t.messagesIn}
            value={member.language}
            options={textLanguages.map((id) => [id, languages[id]] as const)}
            onChange={(chosen) => set({ language: chosen })}
            {...field('person.language')}
          />
          <ChoiceField
            label={t.relation}
            hint={t.relationHint}
            none={t.choose}
            value={member.relation}
            options={Relation.options.map((id) => [id, words.relation[id]] as const)}
            onChange={(relation) => set({ relation })}
            {...field('person.relation')}
          />
        </Fields>
      </FieldGroup>
      <FieldGroup title={t.arrival}>
        <Fields>
          <ChoiceField
            label={t.category}
            isRequired
            none={t.choose}
            value={member.category}
            options={categories.map((id) => [id, words.category[id]] as const)}
            onChange={(category) => set({ category })}
            {...field('category')}
          />
          <TextField
            label={t.origin}
            hint={t.originHint}
            maxLength={80}
            value={member.origin}
            onChange={(origin) => set({ origin })}
            {...field('origin')}
          />
          <DateField
            label={t.arrivedOn}
            isRequired
            value={member.arrivedOn}
            onChange={(arrivedOn) => set({ arrivedOn })}
            {...field('arrivedAt.date')}
            error={field('arrivedAt.date').error ?? field('arrivedAt').error}
          />
          <TimeField
            label={t.arrivedAt}
            hint={t.arrivedAtHint}
            value={member.arrivedAt}
            onChange={(arrivedAt) => set({ arrivedAt })}
            {...field('arrivedAt.time')}
          />
          <DateField
            label={t.lastExposure}
            hint={t.lastExposureHint}
            value={member.lastExposure}
            onChange={(lastExposure) => set({ lastExposure })}
            {...field('lastExposure')}
          />
          <TextField
            label={t.baseline}
            inputMode="decimal"
            placeholder="36.5"
            maxLength={8}
            value={member.baseline}
            onChange={(baseline) => set({ baseline })}
            {...field('baselineTenths')}
          />
          <DateField
            label={t.signed}
            hint={t.signedHint}
            value={member.commitmentSignedOn}
            onChange={(commitmentSignedOn) => set({ commitmentSignedOn })}
            {...field('commitmentSignedOn')}
          />
        </Fields>
      </FieldGroup>
      <FieldGroup title={t.flags}>
        <div className={styles['flags']}>
          {flags.map((flag) => (
            <CheckField
              key={flag}
              label={words.flag[flag]}
              isOn={member.flags[flag]}
              isDisabled={isDisabled}
              onChange={(isOn) => set({ flags: { ...member.flags, [flag]: isOn } })}
            />
          ))}
        </div>
      </FieldGroup>
    </Panel>
  )
}
