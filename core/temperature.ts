import * as z from 'zod/mini'

/** Tenths of a degree Celsius. */
export const Tenths = z.int().check(z.minimum(300), z.maximum(450))

/** 365 as `36.5`. */
export const degrees = (tenths: number): string => `${Math.trunc(tenths / 10)}.${tenths % 10}`
