import { isUnreadable } from './shape.ts'

/** undefined: this release cannot read it. */
export const ifReadable = <Read>(read: () => Read): Read | undefined => {
  try {
    return read()
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/** The same for what has to be loaded. */
export const ifLoadable = async <Loaded>(load: () => Promise<Loaded>): Promise<Loaded | undefined> => {
  try {
    return await load()
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/**
 * What each of these holds. One that this release cannot read does not keep the others from being read: whoever lists them
 * says which they are, and the sweep names them.
 */
export const readable = <From, Read>(
  from: readonly From[],
  read: (one: From) => Read,
): { readonly read: readonly Read[]; readonly unreadable: readonly From[] } => {
  const known: Read[] = []
  const unreadable: From[] = []
  for (const one of from) {
    const found = ifReadable(() => ({ read: read(one) }))
    if (found === undefined) unreadable.push(one)
    else known.push(found.read)
  }
  return { read: known, unreadable }
}
