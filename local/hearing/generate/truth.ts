import type { Role } from '../../../core/community/community.ts'
import type { Symptom } from '../../../core/meaning.ts'
import type { Said, StaffSetting, Who } from '../corpus/labelled-lines.ts'

export interface TrueReading {
  readonly who: Who
  readonly tenths: number
}

/** Who has the phone, and whether two slots of theirs are open. */
export type Home = 'alone' | 'missed' | 'family'

/** A generated text of a resident, and its meaning. */
export interface ResidentText {
  readonly as: 'resident'
  readonly home: Home
  readonly text: string
  readonly readings: readonly TrueReading[]
  /** Named and not denied. */
  readonly symptoms: readonly Symptom[]
  /** A question about the number is as good as recording it. */
  readonly askable: boolean
}

/** A generated text of a post; `{code}` stands for the code of the matter. */
export interface StaffText {
  readonly as: Role
  readonly setting: StaffSetting
  readonly text: string
  /** What it answers without doubt. null: nothing, or nothing that may be acted on. */
  readonly answer: Said | null
  readonly readings: readonly TrueReading[]
  readonly symptoms: readonly Symptom[]
  readonly askable: boolean
}

export type GeneratedText = ResidentText | StaffText
