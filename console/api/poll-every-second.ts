const EVERY = 1_000

/**
 * Looks now and a second after each look, while the page is on the screen, until what it gives back is called.
 * `look` leaves what it has read where it is once its signal is aborted.
 */
export const pollEverySecond = (
  look: (signal: AbortSignal) => Promise<void>,
  tell: (failure: unknown) => void,
): (() => void) => {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout>
  const turn = async () => {
    try {
      if (document.visibilityState === 'visible') await look(stop.signal)
    } catch (failure) {
      if (!stop.signal.aborted) tell(failure)
    }
    if (!stop.signal.aborted) timer = setTimeout(turn, EVERY)
  }
  void turn()
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}
