import { addWords } from '../../core/household/decisions/matters.ts'
import { isIsolation } from '../../core/ids.ts'
import type { CommandPorts } from '../../core/ports/ports.ts'
import { handleHouseholdCommand } from '../../record/household-repository.ts'
import { heardKey } from '../../record/keys.ts'
import type { Named } from '../../record/short-code-repository.ts'
import { keepWords } from './keep-words.ts'
import type { RaisedBy } from './open-or-raise.ts'

/**
 * Keeps the words of a message about what a code names. Those about a home stay with its matter: nobody there has a page
 * of their own.
 */
export const keepWordsAbout = async (
  ports: CommandPorts,
  { subject, matter }: Named,
  { inbound, by }: RaisedBy,
): Promise<void> => {
  if (isIsolation(subject)) await keepWords(ports, subject, { inbound, by })
  else if (matter !== undefined)
    await handleHouseholdCommand(
      ports,
      subject,
      async (_, matters) => addWords(await matters.one(matter), inbound, by),
      { once: heardKey(subject, 'words', inbound) },
    )
}
