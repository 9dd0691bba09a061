import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n'
import { type ReactNode, useEffect, useState } from 'react'
import type { Language } from '../../core/community/community.ts'
import { useLanguage } from './language.tsx'

type Messages = I18nProviderProps.Messages

const sources: Readonly<Record<Language, () => Promise<{ readonly default: Messages }>>> = {
  en: () => import('@cloudscape-design/components/i18n/messages/all.en-GB'),
  'zh-CN': () => import('@cloudscape-design/components/i18n/messages/all.zh-CN'),
}

/** Cloudscape's name for a language. */
export const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language)

/** The words of Cloudscape's own components (calendar days, close buttons) in the console's language. */
export const CloudscapeWords = ({ children }: { readonly children: ReactNode }) => {
  const { language } = useLanguage()
  const [messages, setMessages] = useState<readonly Messages[]>([])
  useEffect(() => {
    let isWanted = true
    sources[language]().then(
      (source) => {
        if (isWanted) setMessages([source.default])
      },
      // Without it only words for screen readers are missing.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [language])
  return (
    <I18nProvider locale={localeOf(language)} messages={messages}>
      {children}
    </I18nProvider>
  )
}
