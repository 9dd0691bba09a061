import { Acknowledge, LadderKind } from '../../../core/rule-book/rule-book.ts'
import { CheckField, ChoiceField, FieldGroup, Fields, TextField } from '../../components/form/form-field.tsx'
import { TimeField } from '../../components/form/time-field.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { LadderForm } from './ladder-form.tsx'
import { nameChoices } from './name-choices.ts'
import type { Draft } from './rule-book-draft.ts'
import {
  groupNames,
  type NameListKind,
  namesIn,
  type RuleBookField,
  ruleBookFields,
} from './rule-book-fields.ts'
import styles from './rule-book-page.module.css'
import { ruleBookWords } from './rule-book-words.ts'

const inputModes = {
  degrees: 'decimal',
  minutes: 'numeric',
  hours: 'numeric',
  days: 'numeric',
  count: 'numeric',
  list_of_minutes: 'text',
} as const

/** A box for each name that the list can have. */
const NameListField = ({
  label,
  kind,
  typed,
  onChange,
}: {
  readonly label: string
  readonly kind: NameListKind
  readonly typed: string
  readonly onChange: (typed: string) => void
}) => {
  const { language } = useLanguage()
  const choices = nameChoices(kind, language)
  const chosen = namesIn(typed)
  const withName = (changed: string, isOn: boolean): string =>
    choices
      .map(([name]) => name)
      .filter((name) => (name === changed ? isOn : chosen.includes(name)))
      .join(', ')
  return (
    <FieldGroup title={label}>
      {choices.map(([name, words]) => (
        <CheckField
          key={name}
          label={words}
          isOn={chosen.includes(name)}
          onChange={(isOn) => onChange(withName(name, isOn))}
        />
      ))}
    </FieldGroup>
  )
}

const ValueField = ({
  field: { path, kind },
  typed,
  mistake,
  onChange,
}: {
  readonly field: RuleBookField
  readonly typed: string
  readonly mistake: string | undefined
  readonly onChange: (typed: string) => void
}) => {
  const t = useWords(ruleBookWords)
  if (kind === 'symptoms' || kind === 'flags')
    return <NameListField label={t.fields[path]} kind={kind} typed={typed} onChange={onChange} />
  const field = {
    label: t.fields[path],
    hint: t.units[kind],
    value: typed,
    error: mistake,
    onChange,
  }
  if (kind === 'time_of_day') return <TimeField {...field} />
  return kind === 'acknowledge' ? (
    <ChoiceField
      {...field}
      options={Acknowledge.options.map((id) => [id, t.said.acknowledge(id)] as const)}
    />
  ) : (
    <TextField inputMode={inputModes[kind]} maxLength={30} {...field} />
  )
}

/** The draft as a form, with each error at its field. */
export const RuleBookForm = ({
  draft,
  mistakes,
  onChange,
}: {
  readonly draft: Draft
  readonly mistakes: ReadonlyMap<string, string>
  readonly onChange: (draft: Draft) => void
}) => {
  const t = useWords(ruleBookWords)
  const setField = (path: string, typed: string) =>
    onChange({ ...draft, fields: { ...draft.fields, [path]: typed } })
  return (
    <>
      <div className={styles['groups']}>
        {groupNames.map((group) => (
          <Panel key={group} title={t.groups[group]}>
            {mistakes.get(group) !== undefined && (
              <p className={styles['wrong']} role="alert">
                ⚠ {mistakes.get(group)}
              </p>
            )}
            <Fields>
              {ruleBookFields
                .filter((field) => field.group === group)
                .map((field) => (
                  <ValueField
                    key={field.path}
                    field={field}
                    typed={draft.fields[field.path] ?? ''}
                    mistake={mistakes.get(field.path)}
                    onChange={(typed) => setField(field.path, typed)}
                  />
                ))}
            </Fields>
          </Panel>
        ))}
      </div>
      <Panel title={t.ladders}>
        <p className={styles['quiet']}>{t.laddersWhat}</p>
        {LadderKind.options.map((kind) => (
          <LadderForm
            key={kind}
            kind={kind}
            rungs={draft.ladders[kind]}
            mistakes={mistakes}
            onChange={(rungs) => onChange({ ...draft, ladders: { ...draft.ladders, [kind]: [...rungs] } })}
          />
        ))}
      </Panel>
    </>
  )
}
