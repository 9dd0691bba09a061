/** An enumeration value as words: `no_show` is "no show". */
export const inWords = (value: string): string => value.replaceAll('_', ' ')

/** Reasons whose words differ from the value. */
const reasons: Readonly<Record<string, string>> = {
  phone_shared: 'the phone is shared',
  phone_not_shared: 'the phone is not shared any more',
  second_reading_due: 'a second reading is due before',
  no_execution: 'no running execution',
  wait_overdue: 'what it waits for is overdue',
  owner_overdue: 'its owner is overdue and nobody was told',
  ladder_stopped: 'its ladder stands still',
  execution_failed: 'its execution has failed',
  execution_timed_out: 'its execution has timed out',
  execution_stopped: 'its execution has been stopped',
  execution_ended_early: 'its execution has ended before it was over',
  record_unreadable: 'written by a newer release',
  message_not_sent: 'a text cannot be sent',
  dates_corrected: 'its dates were corrected',
  asked_by_person: 'asked for by a person',
  new_workflow: 'new workflow text',
  from_stranger: 'from a stranger',
}

/** Why something was done, in English. */
export const reasonInWords = (reason: string): string => reasons[reason] ?? inWords(reason)
