const WIDTH = 32

/** One line that is written over and over on a terminal. */
export const progressLine = (done: number, all: number): string => {
  const filled = Math.round((WIDTH * done) / Math.max(1, all))
  return `${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}  ${done} of ${all}`
}
