/** Both ends included, in tenths of a degree. */
export type Range = { readonly min: number; readonly max: number }
