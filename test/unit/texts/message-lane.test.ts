import { describe, expect, it } from 'vitest'
import { StaffId } from '../../../core/ids.ts'
import { laneOf } from '../../../core/texts/message-lane.ts'
import { messageToResident, messageToStaff } from '../../../core/texts/recorded-message.ts'
import { at } from '../../workflow/test-system.ts'

const now = at('2020-02-10 08:05')
const doctor = { role: 'doctor', staff: StaffId.parse('doctor-1') } as const
const police = { role: 'police_station', staff: StaffId.parse('police-1') } as const
const worker = { role: 'grid_worker', staff: StaffId.parse('worker-1') } as const
const due = { time: '08:35' }

describe('the lane of a message', () => {
  it('is urgent for fever and danger, to the doctor as to the person', () => {
    const told = messageToStaff(doctor, 'k', now, 'matter', {
      kind: 'fever',
      rung: 'worker_and_doctor',
      code: '4821',
      due,
    })
    expect(laneOf(told)).toBe('urgent')
    expect(laneOf(messageToResident('k', now, 'fever', { tenths: 385 }))).toBe('urgent')
    expect(laneOf(messageToResident('k', now, 'danger', { danger: 'fall', number: '120' }))).toBe('urgent')
  })

  it('is urgent to the police, whatever the kind, and routine to the worker before', () => {
    const silence = { kind: 'silence', code: '4821', due } as const
    expect(laneOf(messageToStaff(police, 'k', now, 'matter', { ...silence, rung: 'police_station' }))).toBe(
      'urgent',
    )
    expect(laneOf(messageToStaff(worker, 'k', now, 'matter', { ...silence, rung: 'grid_worker' }))).toBe(
      'routine',
    )
  })

  it('is urgent for the one-time code of a grave answer, and routine for a prompt', () => {
    expect(
      laneOf(
        messageToStaff(doctor, 'k', now, 'echo', {
          code: '4821',
          kind: 'fever',
          answer: 'confirmed',
          oneTime: '771100',
          until: '08:15',
        }),
      ),
    ).toBe('urgent')
    const slot = { date: '2020-02-10', half: 'morning' } as const
    expect(laneOf(messageToResident('k', now, 'prompt', { slot, closes: '11:00' }))).toBe('routine')
  })

  it('is routine for a template of a newer release', () => {
    expect(laneOf({ template: 'not_yet_known', params: {} })).toBe('routine')
  })
})
