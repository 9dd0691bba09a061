import { type RefObject, useEffect, useRef, useState } from 'react'

/** The width of a box in pixels, also after a resize. 0: not measured yet. */
export const useBoxWidth = <Box extends HTMLElement>(): readonly [RefObject<Box | null>, number] => {
  const box = useRef<Box>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (box.current === null) return
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    watcher.observe(box.current)
    return () => watcher.disconnect()
  }, [])
  return [box, width]
}
