import type { Language } from '../../../core/community/community.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import type { Phone } from './phone-schema.ts'
import { phonesWords } from './phones-words.ts'

/** The owners of a phone: names and roles. */
export const phoneOwnerWords = (
  { phone, owners }: Pick<Phone, 'phone' | 'owners'>,
  language: Language,
): { readonly names: string; readonly role: string } => {
  const t = phonesWords[language]
  if (owners.length === 0) return { names: phone, role: t.stranger }
  const and = language === 'en' ? ', ' : '、'
  const roleOf = (role: (typeof owners)[number]['role']) =>
    role === 'resident' ? t.resident : domainWords[language].role[role]
  return {
    names: [
      ...new Set(
        owners.map(({ name, member }) =>
          member === undefined || owners.length === 1 ? name || phone : `${member} ${name || phone}`,
        ),
      ),
    ].join(and),
    role: [...new Set(owners.map(({ role }) => roleOf(role)))].join(and),
  }
}
