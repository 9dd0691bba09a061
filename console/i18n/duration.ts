import type { Language } from '../../core/community/community.ts'

/** A length of time as people say it: `34 min`, `2 h 5 min`, `2小时5分`. */
export const formatMinutes = (minutes: number, language: Language): string => {
  const whole = Math.round(minutes)
  const [hours, left] = [Math.floor(whole / 60), whole % 60]
  const [hour, minute] = language === 'en' ? [' h', ' min'] : ['小时', hours === 0 ? '分钟' : '分']
  if (hours === 0) return `${left}${minute}`
  const inHours = `${hours}${hour}`
  if (left === 0) return inHours
  return language === 'en' ? `${inHours} ${left}${minute}` : `${inHours}${left}${minute}`
}
