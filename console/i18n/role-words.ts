import { type AccessRole, isMachine, type MachineRole } from '../../core/access/access-role.ts'
import type { Language, Role } from '../../core/community/community.ts'
import { domainWords } from './domain-words.ts'
import type { Words } from './language.tsx'

const machines: Words<Readonly<Record<MachineRole, string>>> = {
  en: { integrator: 'other system', health_office: 'system of the health office' },
  'zh-CN': { integrator: '外部系统', health_office: '卫健部门系统' },
}

/** The name of a post, of a role besides posts, or of another system's role. */
export const roleWords = (role: AccessRole | Role, language: Language): string => {
  if (role === 'hospital' || !isMachine(role)) return domainWords[language].role[role]
  return machines[language][role]
}
