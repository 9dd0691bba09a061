import * as z from 'zod/mini'

export const Symptom = z.enum([
  'fever',
  'dry_cough',
  'fatigue',
  'sore_throat',
  'loss_of_smell_or_taste',
  'diarrhoea',
  'breathlessness',
  'other',
])
export type Symptom = z.infer<typeof Symptom>

/** What a returnee asks somebody to bring or do. */
export const Need = z.enum(['meal', 'groceries', 'medicine', 'rubbish', 'supplies', 'visit', 'other'])
export type Need = z.infer<typeof Need>

/** Why somebody must look at once. `death`: a person at home has died. */
export const Danger = z.enum([
  'fall',
  'faint',
  'breathless',
  'bleeding',
  'labour',
  'seizure',
  'despair',
  'violence',
  'fire',
  'positive_test',
  'death',
  'other',
])
export type Danger = z.infer<typeof Danger>

/** Our messages must not reveal it to others who read a shared phone. */
export const isDelicate = (danger: Danger): boolean => danger === 'despair' || danger === 'violence'

/** A question with an answer in the record or in a message of its own. */
export const Question = z.enum(['release', 'worker', 'how', 'test', 'rules', 'car', 'other'])
export type Question = z.infer<typeof Question>
