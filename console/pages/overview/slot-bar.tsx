import type { Overview } from '../../../core/figures/overview.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { overviewWords } from './overview-words.ts'
import styles from './slot-bar.module.css'
import { answeredOf, type Share, sharesOf } from './slot-shares.ts'

const Bar = ({ shares, label }: { readonly shares: readonly Share[]; readonly label: string }) => (
  <div className={styles['bar']} role="img" aria-label={label}>
    {shares.map(({ name, count, percent }) => (
      <span key={name} data-slot={name} style={{ flexGrow: count }}>
        {percent >= 6 && count}
      </span>
    ))}
  </div>
)

/** All slots of today as a bar and in numbers. */
export const SlotBar = ({ slots }: { readonly slots: Overview['slotsToday'] }) => {
  const t = useWords(overviewWords)
  const { language } = useLanguage()
  const shares = sharesOf(slots)
  const present = shares.filter(({ count }) => count > 0)
  const { done, due } = answeredOf(slots)
  const label = present
    .map(({ name, count }) => `${t.slotNames[name]} ${count}`)
    .join(language === 'en' ? ', ' : '，')
  return (
    <Panel title={t.slots} aside={due > 0 ? t.answered(done, due) : undefined}>
      {present.length === 0 ? (
        <EmptyState>{t.noneDue}</EmptyState>
      ) : (
        <>
          <Bar shares={present} label={label} />
          <ul className={styles['legend']}>
            {shares.map(({ name, count, percent }) => (
              <li key={name} data-none={count === 0 ? 'yes' : undefined}>
                <span className={styles['swatch']} data-slot={name} aria-hidden="true" />
                <span className={styles['name']}>
                  {t.slotNames[name]} <small>{t.slotHints[name]}</small>
                </span>
                <strong>{count}</strong>
                <span className={styles['percent']}>{Math.round(percent)} %</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}
