import { useSearchParams } from 'wouter'
import type { ListedMatter, Matters } from '../../../api/endpoints/matters.ts'
import { reachOf } from '../../../core/access/policy.ts'
import type { RungName } from '../../../core/rule-book/rule-book.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { pathWithQuery } from '../../api/path-with-query.ts'
import { useWholeList } from '../../api/use-whole-list.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Choice, Filters } from '../../components/filters/filter-choice.tsx'
import { GridChoice } from '../../components/filters/grid-choice.tsx'
import { Switch } from '../../components/filters/switch.tsx'
import { Loading } from '../../components/loading.tsx'
import { rungs } from '../../components/matter/rung-order.ts'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { ShowMoreList } from '../../components/show-more-list.tsx'
import { UnreadableRecords } from '../../components/unreadable-records.tsx'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { type Department, departments, departmentsOf } from './departments.ts'
import { MatterRow } from './matter-row.tsx'
import styles from './responsibilities-page.module.css'
import { responsibilitiesWords } from './responsibilities-words.ts'

const isRung = (value: string | null): value is RungName => rungs.some((rung) => rung === value)

const MOST_OPEN = 5_000
const NEWEST_SETTLED = 100

const mattersIn = ({ matters }: Matters): readonly ListedMatter[] => matters

const OfDepartment = ({
  department,
  matters,
}: {
  readonly department: Department
  readonly matters: readonly ListedMatter[]
}) => {
  const t = useWords(responsibilitiesWords)
  const overdue = matters.filter((matter) => matter.overdue).length
  return (
    <Panel
      title={t.departments[department]}
      count={matters.length}
      aside={
        <>
          {t.who[department]}
          {overdue > 0 && <strong className={styles['overdue']}>{t.overdue(overdue)}</strong>}
        </>
      }
    >
      {matters.length === 0 ? (
        <EmptyState>{t.none}</EmptyState>
      ) : (
        <ShowMoreList label={t.departments[department]} rows={matters}>
          {(matter) => <MatterRow key={matter.id} matter={matter} />}
        </ShowMoreList>
      )}
    </Panel>
  )
}

const Settled = ({ grid }: { readonly grid: string | undefined }) => {
  const t = useWords(responsibilitiesWords)
  const { community, me } = useAppContext()
  const settled = useWholeList(
    pathWithQuery(`/communities/${community.id}/matters`, {
      state: 'settled',
      grid,
      include: me.personal ? 'person' : undefined,
    }),
    mattersIn,
    { most: NEWEST_SETTLED },
  )
  return (
    <Panel title={t.settled} aside={t.newest(settled.rows.length)}>
      {settled.error !== undefined && <ErrorState error={settled.error} onRetry={settled.refetch} />}
      {!settled.isDone ? (
        <Loading />
      ) : settled.rows.length === 0 ? (
        <EmptyState>{t.noSettled}</EmptyState>
      ) : (
        <ShowMoreList label={t.settled} rows={settled.rows}>
          {(matter) => <MatterRow key={matter.id} matter={matter} />}
        </ShowMoreList>
      )}
    </Panel>
  )
}

/** The open matters of the four departments. The filters are in the address, so that the overview can link to them. */
const ResponsibilitiesPage = () => {
  const t = useWords(responsibilitiesWords)
  const { language } = useLanguage()
  const { community, me } = useAppContext()
  const [filters, setFilters] = useSearchParams()
  const set = (name: string, value: string | undefined) =>
    setFilters(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === undefined) after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true },
    )
  const given = filters.get('rung')
  const rung = isRung(given) ? given : undefined
  const grid = filters.get('grid') ?? undefined
  const overdue = filters.get('overdue') === 'true'
  const seesAll = me.grants.some(({ role }) => reachOf('listMatters', role) === 'area')
  const withSettled = filters.get('settled') === 'true'
  const open = useWholeList(
    pathWithQuery(`/communities/${community.id}/matters`, {
      rung,
      grid,
      overdue: overdue ? 'true' : undefined,
      include: me.personal ? 'person' : undefined,
    }),
    mattersIn,
    { most: MOST_OPEN },
  )
  return (
    <Page title={t.title} description={seesAll ? t.description : t.descriptionOfOwn}>
      <div className={styles['page']}>
        <UnreadableRecords ids={open.unreadable} />
        <Filters label={t.filters}>
          <GridChoice value={grid} onChange={(value) => set('grid', value)} />
          <Choice
            label={t.rung}
            all={t.allRungs}
            options={rungs.map((name) => [name, domainWords[language].rung[name]])}
            value={rung}
            onChange={(value) => set('rung', value)}
          />
          <Switch
            label={t.onlyOverdue}
            isOn={overdue}
            onChange={(isOn) => set('overdue', isOn ? 'true' : undefined)}
          />
          <Switch
            label={t.withSettled}
            isOn={withSettled}
            onChange={(isOn) => set('settled', isOn ? 'true' : undefined)}
          />
        </Filters>
        {open.error !== undefined && <ErrorState error={open.error} onRetry={open.refetch} />}
        {!open.isDone && open.error === undefined && <Loading />}
        {open.isDone &&
          departments
            .map((department) => ({
              department,
              matters: open.rows.filter((matter) => departmentsOf(matter).includes(department)),
            }))
            .filter(({ matters }) => seesAll || matters.length > 0)
            .map(({ department, matters }) => (
              <OfDepartment key={department} department={department} matters={matters} />
            ))}
        {open.isDone && open.rows.length === 0 && !seesAll && (
          <Panel title={t.handed}>
            <EmptyState>{t.nothingHanded}</EmptyState>
          </Panel>
        )}
        {withSettled && <Settled grid={grid} />}
      </div>
    </Page>
  )
}

export default ResponsibilitiesPage
