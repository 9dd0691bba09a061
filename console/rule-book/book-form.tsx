import { MatterKind } from '../../core/domain/rule-book.ts'
import { Fields, TextField } from '../form/field.tsx'
import { Panel } from '../panel/panel.tsx'
import { useWords } from '../words/language.tsx'
import { type BookField, bookFields, groupNames } from './book-fields.ts'
import type { Draft } from './draft.ts'
import { LadderForm } from './ladder-form.tsx'
import look from './rule-book.module.css'
import { ruleBookWords } from './words.ts'

const inputModes = {
  degrees: 'decimal',
  minutes: 'numeric',
  hours: 'numeric',
  days: 'numeric',
  count: 'numeric',
} as const

const modeOf = ({ kind }: BookField) =>
  kind === 'time of day' || kind === 'list of minutes' ? {} : { inputMode: inputModes[kind] }

/** The draft as a form, each mistake beside what it is about. */
export const BookForm = ({
  draft,
  mistakes,
  onChange,
}: {
  readonly draft: Draft
  readonly mistakes: ReadonlyMap<string, string>
  readonly onChange: (draft: Draft) => void
}) => {
  const say = useWords(ruleBookWords)
  const setField = (path: string, typed: string) =>
    onChange({ ...draft, fields: { ...draft.fields, [path]: typed } })
  return (
    <>
      <div className={look['groups']}>
        {groupNames.map((group) => (
          <Panel key={group} title={say.groups[group]}>
            {mistakes.get(group) !== undefined && (
              <p className={look['wrong']} role="alert">
                ⚠ {mistakes.get(group)}
              </p>
            )}
            <Fields>
              {bookFields
                .filter((field) => field.group === group)
                .map((field) => (
                  <TextField
                    key={field.path}
                    label={say.fields[field.path]}
                    hint={say.units[field.kind]}
                    type={field.kind === 'time of day' ? 'time' : 'text'}
                    maxLength={30}
                    value={draft.fields[field.path] ?? ''}
                    error={mistakes.get(field.path)}
                    onChange={(typed) => setField(field.path, typed)}
                    {...modeOf(field)}
                  />
                ))}
            </Fields>
          </Panel>
        ))}
      </div>
      <Panel title={say.ladders}>
        <p className={look['quiet']}>{say.laddersWhat}</p>
        {MatterKind.options.map((kind) => (
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
