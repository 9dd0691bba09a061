import Alert from '@cloudscape-design/components/alert'
import { useRef, useState } from 'react'
import type { ShownCommunity } from '../../../api/endpoints/communities.ts'
import { covers } from '../../../core/access/area.ts'
import { reachOf } from '../../../core/access/policy.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { ChoiceField, Fields, TextField } from '../../components/form/form-field.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatDate } from '../../i18n/date-time.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { formErrors } from './form-errors.ts'
import { MemberFields } from './member-fields.tsx'
import styles from './register-page.module.css'
import { registerWords } from './register-words.ts'
import { readMember } from './typed-member.ts'
import { type Household, isRegistered, useHousehold } from './use-household.ts'

/** The grids in which the signed-in person may register people. */
const useGrids = (): ShownCommunity['grids'] => {
  const { me, community } = useAppContext()
  const areas = me.grants
    .filter(({ role }) => reachOf('registerReturnee', role) === 'area')
    .map(({ area }) => area)
  return community.grids.filter(({ id }) =>
    areas.some((area) => covers(area, { community: community.id, grid: id })),
  )
}

const AddressFields = ({
  household,
  grids,
}: {
  readonly household: Household
  readonly grids: ShownCommunity['grids']
}) => {
  const t = useWords(registerWords)
  const { language } = useLanguage()
  const { address, members, outcomes, isChecked, isSending, setAddress } = household
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [first] = members
  const mistakes =
    first === undefined ? new Map<string, string>() : formErrors(readMember(address, first), [], language)
  const isDisabled = isSending || members.some(({ key }) => isRegistered(outcomes.get(key)))
  const field = (path: string) => ({
    isDisabled,
    error: isChecked || left.has(path) ? mistakes.get(path) : undefined,
    onBlur: () => setLeft((before) => new Set(before).add(path)),
  })
  const set = (change: Partial<typeof address>) => setAddress({ ...address, ...change })
  return (
    <Panel title={t.household}>
      <Fields>
        <ChoiceField<string>
          label={t.grid}
          isRequired
          none={t.choose}
          value={address.grid}
          options={grids.map(({ id, name }) => [id, name] as const)}
          onChange={(grid) => set({ grid })}
          {...field('address.grid')}
        />
        <TextField
          label={t.building}
          isRequired
          maxLength={20}
          value={address.building}
          onChange={(building) => set({ building })}
          {...field('address.building')}
        />
        <TextField
          label={t.unit}
          maxLength={20}
          value={address.unit}
          onChange={(unit) => set({ unit })}
          {...field('address.unit')}
        />
        <TextField
          label={t.room}
          isRequired
          maxLength={20}
          value={address.room}
          onChange={(room) => set({ room })}
          {...field('address.room')}
        />
      </Fields>
    </Panel>
  )
}

/** A household on one form: one address, its members, and the outcome for each. */
export const HouseholdForm = () => {
  const t = useWords(registerWords)
  const { client, community } = useAppContext()
  const { now, invalidate } = useLiveUpdates()
  const grids = useGrids()
  const household = useHousehold(
    client,
    community,
    grids.length === 1 ? grids[0]?.id : undefined,
    formatDate(now, community.zone),
  )
  const form = useRef<HTMLFormElement>(null)
  const { address, members, outcomes, isChecked, isSending, isDone } = household
  const own = new Set([...outcomes.values()].filter(isRegistered).map(({ isolation }) => isolation))
  const open = members.filter(({ key }) => !isRegistered(outcomes.get(key)))
  const hasMistakes = isChecked && members.some((member) => !('form' in readMember(address, member)))
  const submit = async () => {
    await household.register()
    invalidate()
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <AddressFields household={household} grids={grids} />
      {members.map((member, index) => (
        <MemberFields
          key={member.key}
          number={index + 1}
          address={address}
          member={member}
          outcome={outcomes.get(member.key)}
          own={own}
          isChecked={isChecked}
          isSending={isSending}
          onChange={household.setMember}
          onDecide={(decided) => void household.decide(member, decided).then(invalidate)}
          {...(members.length > 1 ? { onRemove: () => household.remove(member.key) } : {})}
        />
      ))}
      <div className={styles['orders']}>
        {isDone ? (
          <>
            <div className={styles['done']} role="status">
              <Alert type="success">{t.allDone}</Alert>
            </div>
            <ActionButton variant="primary" onClick={household.startOver}>
              {t.another}
            </ActionButton>
          </>
        ) : (
          <>
            <ActionButton onClick={household.add} isDisabled={isSending}>
              {t.add}
            </ActionButton>
            <ActionButton variant="primary" isDisabled={isSending}>
              {isSending ? t.registering : t.register(open.length)}
            </ActionButton>
            {hasMistakes && (
              <span className={styles['mistakes']} role="alert">
                {t.mistakes}
              </span>
            )}
          </>
        )}
      </div>
    </form>
  )
}
