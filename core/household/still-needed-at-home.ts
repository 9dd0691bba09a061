import type { Message } from '../message/message.ts'
import { openMatterTexts } from '../message/open-matter-texts.ts'
import type { Household } from './household.ts'

/** Whether a message about a home that has waited still serves its purpose. */
export const stillNeededAtHome = (
  { template, matter }: Pick<Message, 'template' | 'matter'>,
  { matters }: Household,
): boolean => matter === undefined || !openMatterTexts.includes(template) || matters[matter] !== undefined
