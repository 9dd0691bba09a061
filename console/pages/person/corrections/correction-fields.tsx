import { Category } from '../../../../core/person/registration.ts'
import { useAppContext } from '../../../api/app-context.tsx'
import styles from '../../../components/action-form.module.css'
import { DateField } from '../../../components/form/date-field.tsx'
import {
  CheckField,
  ChoiceField,
  FieldGroup,
  Fields,
  TextField,
} from '../../../components/form/form-field.tsx'
import { TimeField } from '../../../components/form/time-field.tsx'
import { type CorrectedField, fieldWords } from '../../../i18n/correction-words.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { languages, useLanguage, useWords } from '../../../i18n/language.tsx'
import { correctionsWords } from './corrections-words.ts'
import type { TypedCorrection } from './typed-correction.ts'

const flags = ['livesAlone', 'over70', 'child', 'chronic', 'pregnant'] as const
const textLanguages = ['zh-CN', 'en'] as const

interface Editing {
  readonly typed: TypedCorrection
  readonly today: string
  /** What is wrong. */
  readonly error: string | undefined
  readonly set: (change: Partial<TypedCorrection>) => void
}

const AddressFields = ({ typed, error, set }: Editing) => {
  const t = useWords(correctionsWords)
  const { community } = useAppContext()
  return (
    <Fields>
      <ChoiceField
        label={t.grid}
        isRequired
        value={typed.grid}
        options={community.grids.map(({ id, name }) => [id, name] as const)}
        onChange={(grid) => set({ grid })}
      />
      <TextField
        label={t.building}
        isRequired
        maxLength={20}
        error={error}
        value={typed.building}
        onChange={(building) => set({ building })}
      />
      <TextField label={t.unit} maxLength={20} value={typed.unit} onChange={(unit) => set({ unit })} />
      <TextField
        label={t.room}
        isRequired
        maxLength={20}
        value={typed.room}
        onChange={(room) => set({ room })}
      />
    </Fields>
  )
}

/** The controls of one field. */
export const CorrectionFields = ({ field, ...editing }: Editing & { readonly field: CorrectedField }) => {
  const t = useWords(correctionsWords)
  const { language } = useLanguage()
  const label = fieldWords[language][field]
  const words = domainWords[language]
  const { typed, today, error, set } = editing
  switch (field) {
    case 'name':
      return (
        <TextField
          label={label}
          isRequired
          maxLength={60}
          error={error}
          value={typed.name}
          onChange={(name) => set({ name })}
        />
      )
    case 'phone':
      return (
        <TextField
          label={label}
          hint={t.phoneHint}
          inputMode="tel"
          maxLength={40}
          error={error}
          value={typed.phone}
          onChange={(phone) => set({ phone })}
        />
      )
    case 'documentNumber':
      return (
        <TextField
          label={label}
          hint={t.none}
          maxLength={40}
          error={error}
          value={typed.documentNumber}
          onChange={(documentNumber) => set({ documentNumber })}
        />
      )
    case 'address':
      return <AddressFields {...editing} />
    case 'category':
      return (
        <ChoiceField
          label={label}
          value={typed.category}
          options={Category.options.map((id) => [id, words.category[id]] as const)}
          onChange={(category) => set({ category })}
        />
      )
    case 'flags':
      return (
        <FieldGroup title={label}>
          <div className={styles['boxes']}>
            {flags.map((flag) => (
              <CheckField
                key={flag}
                label={words.flag[flag]}
                isOn={typed.flags[flag]}
                onChange={(isOn) => set({ flags: { ...typed.flags, [flag]: isOn } })}
              />
            ))}
          </div>
        </FieldGroup>
      )
    case 'language':
      return (
        <ChoiceField
          label={label}
          value={typed.language}
          options={textLanguages.map((id) => [id, languages[id]] as const)}
          onChange={(chosen) => set({ language: chosen })}
        />
      )
    case 'origin':
      return (
        <TextField
          label={label}
          hint={t.none}
          maxLength={80}
          error={error}
          value={typed.origin}
          onChange={(origin) => set({ origin })}
        />
      )
    case 'arrivedAt':
      return (
        <Fields>
          <DateField
            label={label}
            isRequired
            most={today}
            error={error}
            value={typed.arrivedOn}
            onChange={(arrivedOn) => set({ arrivedOn, arrivedAt: '' })}
          />
          <TimeField label={t.time} value={typed.arrivedAt} onChange={(arrivedAt) => set({ arrivedAt })} />
        </Fields>
      )
    case 'lastExposure':
      return (
        <DateField
          label={label}
          hint={t.none}
          most={today}
          error={error}
          value={typed.lastExposure}
          onChange={(lastExposure) => set({ lastExposure })}
        />
      )
  }
}
