import type { Relation } from '../../person/person.ts'
import type { Named, Token } from '../tokens/tokens.ts'

/** Somebody whose reports may come from a phone. `relation`: to the owner of the phone; `self` is the owner. */
export interface OnPhone extends Named {
  readonly relation: Relation
}

/** The people a word means: people on this phone by their letters, or somebody who does not use it. */
export type Whose = readonly string[] | 'outsider'

/** A word of kinship, as in the lexicon. */
type Kin = string

const CHILDREN: readonly Kin[] = ['child', 'son', 'daughter']

/** What the writer may call another person, from how both are related to the owner of the phone. */
const calledBy = (writer: Relation, other: OnPhone, people: readonly OnPhone[]): readonly Kin[] => {
  const has = (relation: Relation): boolean => people.some((one) => one.relation === relation)
  const hasChild = people.some(({ relation }) => CHILDREN.includes(relation))
  const isChild = CHILDREN.includes(other.relation)
  const { relation } = other
  if (CHILDREN.includes(writer)) {
    if (relation === 'self')
      return has('husband') ? ['mother'] : has('wife') ? ['father'] : ['father', 'mother']
    if (relation === 'wife') return ['mother']
    if (relation === 'husband') return ['father']
    if (relation === 'mother' || relation === 'grandmother') return ['grandmother', 'elder']
    if (relation === 'father' || relation === 'grandfather') return ['grandfather', 'elder']
    return [relation, ...(isChild ? CHILDREN : [])]
  }
  if (writer === 'wife' || writer === 'husband') {
    if (relation === 'self') return [writer === 'wife' ? 'husband' : 'wife']
    if (relation === 'mother') return ['mother in law', 'mother', 'grandmother', 'elder']
    if (relation === 'father') return ['father in law', 'father', 'grandfather', 'elder']
    return isChild ? CHILDREN : [relation]
  }
  if (writer === 'mother' || writer === 'father') {
    if (relation === 'self') return ['son', 'daughter', 'child']
    if (relation === 'wife') return ['daughter in law']
    if (relation === 'husband') return ['son in law']
    if (isChild) return ['grandchild']
    return relation === 'mother' || relation === 'father' ? ['husband', 'wife'] : [relation]
  }
  if (isChild) return CHILDREN
  if (relation === 'mother') return ['mother', 'elder', ...(hasChild ? ['grandmother'] : [])]
  if (relation === 'father') return ['father', 'elder', ...(hasChild ? ['grandfather'] : [])]
  if (relation === 'grandmother' || relation === 'grandfather') return [relation, 'elder']
  if (relation === 'wife') return ['wife', ...(hasChild ? ['mother of child'] : [])]
  return relation === 'husband' ? ['husband', ...(hasChild ? ['father of child'] : [])] : [relation]
}

const GROUPS = ['everyone', 'others', 'adults', 'self', 'couple', 'pronoun']

const kinIn = (tokens: readonly Token[]): Kin[] => [
  ...new Set(
    tokens.flatMap((token) => (token.is === 'person' && !GROUPS.includes(token.value) ? [token.value] : [])),
  ),
]

const lettersOf = (kin: Kin, writer: OnPhone, people: readonly OnPhone[]): readonly string[] =>
  people
    .filter((one) => calledBy(writer.relation, one, people).includes(kin))
    .filter((one) => one !== writer || CHILDREN.includes(kin))
    .map(({ letter }) => letter)

/**
 * Who writes: the first person of the phone for whom each word of kinship means one person and no two mean the same.
 */
const writerOf = (tokens: readonly Token[], people: readonly OnPhone[]): OnPhone | undefined => {
  const [self, is, named] = tokens.filter(
    (token) => token.is !== 'mark' && !(token.is === 'plain' && token.value === 'kind'),
  )
  const introduces = self?.is === 'person' && self.value === 'self' && /^(?:是|am|is)$/.test(is?.text ?? '')
  if (introduces && named?.is === 'name') return people.find(({ letter }) => letter === named.letter)
  const kin = kinIn(tokens).filter((word) => word !== 'outsider')
  const fits = (writer: OnPhone): boolean => {
    const meant = kin.map((word) => lettersOf(word, writer, people))
    if (meant.some((letters) => letters.length !== 1)) return false
    const grouped = new Set(kin.map((word) => (CHILDREN.includes(word) ? 'child' : word)))
    return new Set(meant.flat()).size === grouped.size
  }
  return people.find(fits) ?? people[0]
}

/**
 * 爷们36.6 娘们36.5 老妈36.2 小崽子36.8: if the text names as many people as the phone has, the last word means the last person.
 */
const nameTheLast = (whose: Map<Token, Whose | 'others'>, people: readonly OnPhone[]): void => {
  if (people.length < 2 || whose.size !== people.length) return
  const strange = [...whose].filter(([, who]) => who === 'outsider')
  const named = new Set([...whose.values()].flatMap((who) => (typeof who === 'string' ? [] : who)))
  const [left, ...more] = people.filter(({ letter }) => !named.has(letter))
  const [only, another] = strange
  if (only !== undefined && another === undefined && left !== undefined && more.length === 0)
    whose.set(only[0], [left.letter])
}

/** The people that each word means. `others` and `everyone` are resolved where they are used. */
export const peopleIn = (
  tokens: readonly Token[],
  people: readonly OnPhone[],
): Map<Token, Whose | 'others'> => {
  const whose = new Map<Token, Whose | 'others'>()
  const writer = writerOf(tokens, people)
  if (writer === undefined) return whose
  const couple = people.filter(({ relation }) => ['self', 'wife', 'husband'].includes(relation))
  let last: Whose | undefined
  for (const token of tokens) {
    if (token.is === 'name') {
      const known = people.some(({ letter }) => letter === token.letter)
      whose.set(token, known ? [token.letter] : 'outsider')
    } else if (token.is === 'person') {
      switch (token.value) {
        case 'self':
          whose.set(token, [writer.letter])
          break
        case 'everyone':
          whose.set(
            token,
            people.map(({ letter }) => letter),
          )
          break
        case 'adults':
          whose.set(
            token,
            people.filter(({ relation }) => !CHILDREN.includes(relation)).map(({ letter }) => letter),
          )
          break
        case 'couple':
          whose.set(token, couple.length === 2 ? couple.map(({ letter }) => letter) : 'outsider')
          break
        case 'others':
          whose.set(token, 'others')
          break
        case 'pronoun': {
          const before = last
          if (before !== undefined) whose.set(token, before)
          break
        }
        default: {
          const letters = lettersOf(token.value, writer, people)
          whose.set(token, letters.length === 1 ? letters : 'outsider')
        }
      }
    }
    const said = whose.get(token)
    const isWriter = said !== 'outsider' && said?.length === 1 && said[0] === writer.letter
    if (said !== undefined && said !== 'others' && !isWriter) last = said
  }
  nameTheLast(whose, people)
  return whose
}
