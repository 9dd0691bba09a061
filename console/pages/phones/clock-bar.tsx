import type { Language } from '../../../core/community/community.ts'
import { tomorrowMorning } from '../../api/clock-client.ts'
import type { MachineClock } from '../../api/use-machine-clock.ts'
import { formatDateTime } from '../../i18n/date-time.ts'
import { languages, useLanguage, useWords } from '../../i18n/language.tsx'
import styles from './phones-page.module.css'
import { phonesWords } from './phones-words.ts'

const isLanguage = (value: string): value is Language => Object.hasOwn(languages, value)

/** The virtual time, and the controls of the clock. */
export const ClockBar = ({ clock, zone }: { readonly clock: MachineClock; readonly zone: string }) => {
  const t = useWords(phonesWords)
  const { language, choose } = useLanguage()
  const { state, isBusy, send, simulated, simulate } = clock
  const tomorrow = state === undefined ? undefined : tomorrowMorning(state.now, zone)
  return (
    <header className={styles['bar']}>
      <h1>{t.title}</h1>
      <span className={styles['time']}>
        <span className={styles['heard']}>{t.now}</span>
        {state !== undefined && <time dateTime={state.now}>{formatDateTime(state.now, language, zone)}</time>}
        <span role="status">{isBusy ? t.running : ''}</span>
      </span>
      <button type="button" disabled={isBusy} onClick={() => send((client) => client.step())}>
        {t.nextEvent}
      </button>
      <button
        type="button"
        disabled={isBusy || tomorrow === undefined}
        onClick={() => {
          if (tomorrow !== undefined) send((client) => client.run({ until: tomorrow }))
        }}
      >
        {t.tomorrow}
      </button>
      <label>
        <input
          type="checkbox"
          checked={simulated === true}
          disabled={isBusy || simulated === undefined}
          onChange={({ target }) => simulate(target.checked)}
        />
        {t.simulate}
      </label>
      <select
        aria-label={t.language}
        value={language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) choose(target.value)
        }}
      >
        {Object.entries(languages).map(([id, name]) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </select>
      <a href="/">{t.console}</a>
    </header>
  )
}
