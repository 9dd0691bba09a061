import ExpandableSection from '@cloudscape-design/components/expandable-section'
import { type LadderKind, RungName } from '../../../core/rule-book/rule-book.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { CheckField, ChoiceField, FieldGroup, Fields, TextField } from '../../components/form/form-field.tsx'
import { ladderName } from '../../i18n/disruption-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { conditions, type TypedRung } from './rule-book-draft.ts'
import styles from './rule-book-page.module.css'
import { ruleBookWords } from './rule-book-words.ts'

const aRung: TypedRung = {
  rung: 'street_office',
  dueMinutes: '120',
  daytimeOnly: false,
  onlyIfAbsenceConfirmed: false,
  onlyIfDelivered: false,
  onlyIfUnseen: false,
  climbsWhenSeen: false,
}

const swapped = (rungs: readonly TypedRung[], at: number): TypedRung[] => {
  const [upper, lower] = [rungs[at], rungs[at + 1]]
  if (upper === undefined || lower === undefined) return [...rungs]
  return [...rungs.slice(0, at), lower, upper, ...rungs.slice(at + 2)]
}

const RungFields = ({
  rung,
  error,
  onChange,
}: {
  readonly rung: TypedRung
  readonly error: string | undefined
  readonly onChange: (rung: TypedRung) => void
}) => {
  const t = useWords(ruleBookWords)
  const { language } = useLanguage()
  return (
    <>
      <Fields>
        <ChoiceField
          label={t.who}
          value={rung.rung}
          options={RungName.options.map((name) => [name, domainWords[language].rung[name]] as const)}
          onChange={(name) => onChange({ ...rung, rung: name })}
        />
        <TextField
          label={t.due}
          inputMode="numeric"
          hint={t.units.minutes}
          maxLength={6}
          value={rung.dueMinutes}
          error={error}
          onChange={(dueMinutes) => onChange({ ...rung, dueMinutes })}
        />
      </Fields>
      <div className={styles['conditions']}>
        {conditions.map((name) => (
          <CheckField
            key={name}
            label={t.conditions[name]}
            isOn={rung[name]}
            onChange={(isOn) => onChange({ ...rung, [name]: isOn })}
          />
        ))}
      </div>
    </>
  )
}

/** The rungs of one kind of matter, in order. */
export const LadderForm = ({
  kind,
  rungs,
  mistakes,
  onChange,
}: {
  readonly kind: LadderKind
  readonly rungs: readonly TypedRung[]
  readonly mistakes: ReadonlyMap<string, string>
  readonly onChange: (rungs: readonly TypedRung[]) => void
}) => {
  const t = useWords(ruleBookWords)
  const { language } = useLanguage()
  const own = `ladders.${kind}`
  const isWrong = [...mistakes.keys()].some((path) => path === own || path.startsWith(`${own}.`))
  const name = ladderName(kind, language)
  return (
    <ExpandableSection
      headerText={
        <>
          {name}
          {isWrong && <span className={styles['wrong']}> ⚠</span>}
        </>
      }
    >
      {mistakes.get(own) !== undefined && (
        <p className={styles['wrong']} role="alert">
          {mistakes.get(own)}
        </p>
      )}
      {rungs.map((rung, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rung is what stands at its place
        <FieldGroup key={at} title={`${name} · ${t.rung(at + 1)}`}>
          <RungFields
            rung={rung}
            error={mistakes.get(`${own}.${at}.dueMinutes`)}
            onChange={(next) => onChange(rungs.map((known, place) => (place === at ? next : known)))}
          />
          <div className={styles['orders']}>
            <ActionButton isDisabled={at === 0} onClick={() => onChange(swapped(rungs, at - 1))}>
              {t.up}
            </ActionButton>
            <ActionButton isDisabled={at === rungs.length - 1} onClick={() => onChange(swapped(rungs, at))}>
              {t.down}
            </ActionButton>
            <ActionButton onClick={() => onChange(rungs.filter((_, place) => place !== at))}>
              {t.removeRung}
            </ActionButton>
          </div>
        </FieldGroup>
      ))}
      <ActionButton onClick={() => onChange([...rungs, aRung])}>{t.addRung}</ActionButton>
    </ExpandableSection>
  )
}
