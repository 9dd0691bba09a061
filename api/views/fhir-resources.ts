import type { Observation, Patient, Task } from 'fhir/r4.js'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Symptom } from '../../core/meaning.ts'
import type { Instant } from '../../core/time/instant.ts'

/** Our own codes: the names that the API uses. */
const system = (of: string): string => `urn:sixclear:${of}`

const dashed = (name: string): string => name.replaceAll('_', '-')

const subjectOf = ({ person }: Isolation) => ({ reference: `Patient/${person}` })

const endedAt = ({ status }: Isolation): Instant | undefined =>
  status.name === 'released' || status.name === 'ended' ? status.at : undefined

/** Somebody in isolation, without a name, a phone, an address or a birth date. */
export const patientOf = (isolation: Isolation): Patient => ({
  resourceType: 'Patient',
  id: isolation.person,
  meta: { lastUpdated: endedAt(isolation) ?? isolation.registeredAt },
  identifier: [{ system: system('isolation'), value: isolation.id }],
  active: isOpen(isolation),
  managingOrganization: { identifier: { system: system('community'), value: isolation.community } },
})

const observed = (isolation: Isolation, id: string, at: Instant) =>
  ({
    resourceType: 'Observation',
    id,
    meta: { lastUpdated: at },
    status: 'final',
    subject: subjectOf(isolation),
    effectiveDateTime: at,
    issued: at,
  }) as const

const coded = (name: Symptom): Observation['valueCodeableConcept'] => ({
  coding: [{ system: system('symptom'), code: name }],
  text: name.replaceAll('_', ' '),
})

/** A reading in degrees Celsius (LOINC 8310-5, UCUM), and each symptom that was named with it (LOINC 75325-1). */
export const observationsOf = (
  isolation: Isolation,
  { entry, at, event }: LedgerEntry,
): readonly Observation[] => {
  if (event.type !== 'reported') return []
  const id = `${isolation.id}-${entry}`
  const reading: Observation[] =
    event.tenths === undefined
      ? []
      : [
          {
            ...observed(isolation, id, at),
            category: [
              {
                coding: [
                  {
                    system: 'http://terminology.hl7.org/CodeSystem/observation-category',
                    code: 'vital-signs',
                  },
                ],
              },
            ],
            code: {
              coding: [{ system: 'http://loinc.org', code: '8310-5', display: 'Body temperature' }],
            },
            valueQuantity: {
              value: event.tenths / 10,
              unit: '°C',
              system: 'http://unitsofmeasure.org',
              code: 'Cel',
            },
          },
        ]
  const symptoms = event.symptoms.map((symptom): Observation => {
    const value = coded(symptom)
    return {
      ...observed(isolation, `${id}-${dashed(symptom)}`, at),
      code: { coding: [{ system: 'http://loinc.org', code: '75325-1', display: 'Symptom' }] },
      ...(value && { valueCodeableConcept: value }),
    }
  })
  return [...reading, ...symptoms]
}

/** What somebody must do about a person: its kind, whom it waits for by role, until when, and how it ended. */
export const taskOf = (isolation: Isolation, { id, kind, openedAt, state }: Matter): Task => {
  const changed = state.name === 'open' ? state.since : state.at
  return {
    resourceType: 'Task',
    id,
    meta: { lastUpdated: changed },
    status: state.name === 'settled' ? 'completed' : state.at < 0 ? 'requested' : 'in-progress',
    intent: 'order',
    code: { coding: [{ system: system('matter-kind'), code: kind }], text: kind.replaceAll('_', ' ') },
    for: subjectOf(isolation),
    authoredOn: openedAt,
    lastModified: changed,
    ...(state.name === 'open'
      ? {
          restriction: { period: { end: state.dueAt } },
          ...(state.owners[0] && { owner: { display: state.owners.map(({ role }) => role).join(', ') } }),
        }
      : { businessStatus: { text: state.outcome } }),
  }
}
