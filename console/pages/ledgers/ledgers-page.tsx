import Alert from '@cloudscape-design/components/alert'
import { useDeferredValue, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { UnreadableRecords } from '../../components/unreadable-records.tsx'
import { flagNames } from '../../i18n/care-flags.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { ColumnChoice } from './column-choice.tsx'
import { CountTable } from './count-table.tsx'
import { CsvExportPanel } from './csv-export-panel.tsx'
import { type ColumnName, columns, type Sorting, sortReturnees } from './ledger-columns.tsx'
import {
  categories,
  countByCategoryAndGrid,
  countByOrigin,
  filterReturnees,
  type LedgerFilter,
  statusNames,
} from './ledger-filter.ts'
import { LedgerFilterBar } from './ledger-filter-bar.tsx'
import styles from './ledgers-page.module.css'
import { ledgersWords } from './ledgers-words.ts'
import { OriginTable } from './origin-table.tsx'
import { saveColumns, savedColumns } from './saved-columns.ts'
import { LIMIT, type Returnees, useReturnees } from './use-returnees.ts'
import { VirtualTable } from './virtual-table.tsx'

const filterNames = ['status', 'category', 'grid', 'origin', 'flag'] as const

/** The filter in the address. The search may contain names, so it is never in the address. */
const useFilter = (): readonly [LedgerFilter, (filter: LedgerFilter) => void] => {
  const [given, setGiven] = useSearchParams()
  const [search, setSearch] = useState('')
  const filter: LedgerFilter = {
    status: statusNames.find((name) => name === given.get('status')),
    category: categories.find((name) => name === given.get('category')),
    grid: given.get('grid') ?? undefined,
    origin: given.get('origin') ?? undefined,
    flag: flagNames.find((name) => name === given.get('flag')),
    search,
  }
  const set = (next: LedgerFilter) => {
    setSearch(next.search ?? '')
    const query = filterNames.flatMap((name) => {
      const value = next[name]
      return value === undefined ? [] : [[name, value]]
    })
    if (filterNames.some((name) => next[name] !== filter[name])) setGiven(query, { replace: true })
  }
  return [filter, set]
}

const Parts = ({ returnees }: { readonly returnees: Returnees }) => {
  const t = useWords(ledgersWords)
  const { language } = useLanguage()
  const { areTooMany, part, nextPart, firstPart } = returnees
  if (!areTooMany) return null
  return (
    <Alert
      type="info"
      action={
        <span className={styles['parts']}>
          {firstPart !== undefined && <ActionButton onClick={firstPart}>{t.firstRows}</ActionButton>}
          {nextPart !== undefined && <ActionButton onClick={nextPart}>{t.nextRows}</ActionButton>}
        </span>
      }
    >
      {t.tooMany(LIMIT.toLocaleString(language))} {(part > 1 || nextPart !== undefined) && t.page(part)}
    </Alert>
  )
}

const Table = ({ returnees, filter }: { readonly returnees: Returnees; readonly filter: LedgerFilter }) => {
  const t = useWords(ledgersWords)
  const { language } = useLanguage()
  const { community, me } = useAppContext()
  const { now } = useLiveUpdates()
  const [chosen, setChosen] = useState(savedColumns)
  const [sorting, setSorting] = useState<Sorting>({ by: 'status', isDescending: false })
  const wanted = useDeferredValue(filter)
  const { rows, isDone, error } = returnees
  const minute = now.slice(0, 16)
  const context = useMemo(
    () => ({ language, community, now: `${minute}:00Z` }),
    [language, community, minute],
  )
  const shown = useMemo(
    () => sortReturnees(filterReturnees(rows, wanted), sorting, context),
    [rows, wanted, sorting, context],
  )
  const possible = useMemo(
    () => columns.filter(({ isPersonal }) => isPersonal !== true || me.personal),
    [me.personal],
  )
  const drawn = useMemo(
    () =>
      possible
        .filter(({ name }) => chosen.has(name))
        .map(({ name, width, cell }) => ({
          name,
          width,
          header: t.headers[name],
          cell: (row: (typeof rows)[number]) => cell(row, context),
        })),
    [possible, chosen, t, context],
  )
  const sortBy = (by: ColumnName) =>
    setSorting((before) => ({ by, isDescending: before.by === by && !before.isDescending }))
  return (
    <Panel
      title={t.people}
      aside={
        <span role="status">{isDone ? t.shown(shown.length, rows.length) : t.reading(rows.length)}</span>
      }
    >
      <ColumnChoice
        columns={possible}
        chosen={chosen}
        onChange={(names) => {
          setChosen(names)
          saveColumns(names)
        }}
      />
      {!isDone && rows.length === 0 ? (
        error === undefined && <Loading />
      ) : shown.length === 0 ? (
        <EmptyState>{rows.length === 0 && !returnees.areTooMany ? t.none : t.noneHere}</EmptyState>
      ) : (
        <VirtualTable
          caption={t.table}
          columns={drawn}
          rows={shown}
          idOf={({ id }) => id}
          sortedBy={sorting.by}
          isDescending={sorting.isDescending}
          onSort={sortBy}
        />
      )}
    </Panel>
  )
}

/** All returnees: counts, a table, and CSV files. */
const LedgersPage = () => {
  const t = useWords(ledgersWords)
  const { may } = useAppContext()
  const [filter, setFilter] = useFilter()
  const returnees = useReturnees(filter)
  const { rows, error, refetch, areTooMany } = returnees
  const counts = useMemo(() => countByCategoryAndGrid(rows), [rows])
  const origins = useMemo(() => countByOrigin(rows), [rows])
  return (
    <Page title={t.title} description={t.description}>
      <div className={styles['page']}>
        <UnreadableRecords ids={returnees.unreadable} />
        {!areTooMany && (
          <Panel title={t.counts}>
            <CountTable
              counts={counts}
              chosen={filter}
              onChange={(place) => setFilter({ ...filter, ...place })}
            />
          </Panel>
        )}
        {!areTooMany && (
          <Panel title={t.origins}>
            <OriginTable
              origins={origins}
              chosen={filter.origin}
              onChange={(origin) => setFilter({ ...filter, origin })}
            />
          </Panel>
        )}
        <LedgerFilterBar filter={filter} origins={origins} onFilter={setFilter} />
        {error !== undefined && <ErrorState error={error} onRetry={refetch} />}
        <Parts returnees={returnees} />
        <Table returnees={returnees} filter={filter} />
        {(may('exportIsolations') || may('exportLedger')) && <CsvExportPanel filter={filter} />}
      </div>
    </Page>
  )
}

export default LedgersPage
