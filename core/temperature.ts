/** 365 as `36.5`. */
export const degrees = (tenths: number): string => `${Math.trunc(tenths / 10)}.${tenths % 10}`
