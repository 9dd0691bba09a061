import type { Operation } from '../../core/access/table.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { accessOf } from './access.ts'
import { principalOf } from './principal.ts'
import type { Admitted } from './route.ts'
import type { Door } from './serve.ts'

/** Lets into the API whoever may do what they ask for, where they ask for it. */
export const doorOf =
  (ports: Ports): Door<Admitted, Operation> =>
  async (event, { operation }) => {
    const { actor, principal } = await principalOf(ports, event)
    return { actor, access: accessOf(actor, principal, operation) }
  }
