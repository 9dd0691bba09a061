import { useState } from 'react'
import { useAppContext } from '../../api/app-context.tsx'
import { asError } from '../../api/as-error.ts'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { downloadFile } from '../../components/download-file.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { daysOn, PastDate } from '../../components/filters/day-choice.tsx'
import { Filters } from '../../components/filters/filter-choice.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatDate } from '../../i18n/date-time.ts'
import { useWords } from '../../i18n/language.tsx'
import { fetchWholeCsv } from './csv-download.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import { ledgersWords } from './ledgers-words.ts'

const LONGEST_DAYS = 31

/** Makes files for a spreadsheet: the returnees with the chosen status, grid and origin, and what happened between two dates. */
export const CsvExportPanel = ({ filter: { status, grid, origin } }: { readonly filter: LedgerFilter }) => {
  const t = useWords(ledgersWords)
  const { client, community, me, may, settings } = useAppContext()
  const { now } = useLiveUpdates()
  const today = formatDate(now, community.zone)
  const [range, setRange] = useState({ from: daysOn(today, -6), to: today })
  const [parts, setParts] = useState<number>()
  const [error, setError] = useState<Error>()
  const make = async (name: string, path: string) => {
    setError(undefined)
    setParts(1)
    try {
      downloadFile(name, await fetchWholeCsv(client, path, settings.api, (done) => setParts(done + 1)))
    } catch (failure) {
      setError(asError(failure))
    } finally {
      setParts(undefined)
    }
  }
  const at = `/communities/${community.id}`
  const people = (include: 'person' | undefined) =>
    void make(
      [
        'returnees',
        community.id,
        ...(status === undefined ? [] : [status.replaceAll('_', '-')]),
        `${today}.csv`,
      ].join('-'),
      pathWithQuery(`${at}/isolations.csv`, { include, status, grid, origin }),
    )
  const isBusy = parts !== undefined
  const isTooLong = daysOn(range.from, LONGEST_DAYS) <= range.to || range.to < range.from
  return (
    <Panel title={t.csv} aside={isBusy ? <span role="status">{t.making(parts)}</span> : t.csvHint}>
      <Filters label={t.csv}>
        {may('exportIsolations') && (
          <>
            <ActionButton onClick={() => people(undefined)} isDisabled={isBusy}>
              {t.csvPeople}
            </ActionButton>
            {me.personal && (
              <ActionButton onClick={() => people('person')} isDisabled={isBusy}>
                {t.csvPeopleNamed}
              </ActionButton>
            )}
          </>
        )}
        {may('exportLedger') && (
          <>
            <PastDate
              label={t.from}
              value={range.from}
              most={today}
              onChange={(from) => setRange({ ...range, from })}
            />
            <PastDate
              label={t.to}
              value={range.to}
              most={today}
              onChange={(to) => setRange({ ...range, to })}
            />
            <ActionButton
              isDisabled={isBusy || isTooLong}
              onClick={() =>
                void make(
                  `ledger-${community.id}-${range.from}-${range.to}.csv`,
                  pathWithQuery(`${at}/ledger.csv`, range),
                )
              }
            >
              {t.csvLedger}
            </ActionButton>
            {isTooLong && <span role="status">{t.longest}</span>}
          </>
        )}
      </Filters>
      {error !== undefined && <ErrorState error={error} />}
    </Panel>
  )
}
