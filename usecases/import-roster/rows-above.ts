import { foldedDoor } from '../../core/identity/folded-door.ts'
import { type Clash, hasDecided, hasOtherDocument, type Said } from '../../core/identity/who-is-who.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { Registration } from '../../core/person/registration.ts'
import { type Clue, identityTexts } from '../../record/identity-repository.ts'
import { factsIn } from '../check-registration/find-known-person.ts'

interface Above {
  readonly row: number
  readonly documentNumber?: string | undefined
  readonly phone?: string | undefined
  readonly door: string
  readonly texts: ReadonlyMap<Clue, string>
}

export type FoundAbove =
  | { readonly is: 'same' }
  | { readonly is: 'clash'; readonly type: Clash['type']; readonly row: number }

/** The earlier rows of a roster: the people in them will have been registered first. */
export class RowsAbove {
  readonly #community: CommunityId
  readonly #byText = new Map<string, Above>()
  readonly #byPhone = new Map<string, Above>()

  constructor(community: CommunityId) {
    this.#community = community
  }

  #find({ texts, documentNumber, phone, door }: Above, { decided }: Said): FoundAbove | undefined {
    const at = (clue: Clue): Above | undefined => this.#byText.get(texts.get(clue) ?? '')
    if (at('document') !== undefined) return { is: 'same' }
    const named = at('phone') ?? at('address')
    const hasOther = named !== undefined && hasOtherDocument(named, documentNumber)
    const isApart = hasDecided(decided, 'another_person')
    if (named !== undefined && !hasOther && (!isApart || named.door === door)) return { is: 'same' }
    if (decided !== undefined) return undefined
    const document = at('document_only')
    if (document !== undefined) return { is: 'clash', type: 'same_document', row: document.row }
    if (named !== undefined) return { is: 'clash', type: 'other_document', row: named.row }
    const onPhone = phone === undefined ? undefined : this.#byPhone.get(phone)
    return onPhone === undefined || onPhone.door === door
      ? undefined
      : { is: 'clash', type: 'same_phone', row: onPhone.row }
  }

  /** Adds a row and says which earlier row it matches. */
  add(row: number, registration: Registration, said: Said): FoundAbove | undefined {
    const facts = factsIn(registration)
    const { documentNumber, phone } = facts
    const texts = identityTexts(this.#community, facts)
    const above: Above = { row, documentNumber, phone, door: foldedDoor(facts.address), texts }
    const found = this.#find(above, said)
    if (found?.is !== 'clash') {
      for (const text of texts.values()) if (!this.#byText.has(text)) this.#byText.set(text, above)
      if (phone !== undefined && !this.#byPhone.has(phone)) this.#byPhone.set(phone, above)
    }
    return found
  }
}
