import type { Language } from '../../core/community/community.ts'
import { domainWords } from './domain-words.ts'

/** `03-morning` as people say it: `day 3, morning`, `第3天早`. */
export const slotWords = (slot: string, language: Language): string => {
  const [day = '', half] = slot.split('-')
  const words = domainWords[language].half[half === 'evening' ? 'evening' : 'morning']
  return language === 'en' ? `day ${Number(day)}, ${words}` : `第${Number(day)}天${words}`
}

/** `03-morning` in a sentence: `the morning of day 3`, `第3天早间`. */
export const slotPhrase = (slot: string, language: Language): string => {
  const day = Number(slot.slice(0, 2))
  const half = domainWords[language].half[slot.endsWith('morning') ? 'morning' : 'evening']
  return language === 'en' ? `the ${half} of day ${day}` : `第${day}天${half}间`
}
