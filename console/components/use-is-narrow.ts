import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 720px)')

const listen = (onChange: () => void) => {
  narrow.addEventListener('change', onChange)
  return () => narrow.removeEventListener('change', onChange)
}

/** Whether this is as narrow as a phone. */
export const useIsNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
