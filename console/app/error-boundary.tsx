import { Component, type ReactNode } from 'react'
import { Failed } from '../components/error-state.tsx'
import { NotLoaded } from './load-error.tsx'

/** Of parts of the console that did not come: there is no connection, or a newer build has taken their place. */
const notLoaded = new WeakSet<Error>()
addEventListener('vite:preloadError', ({ payload }) => {
  notLoaded.add(payload)
})

interface Props {
  readonly children: ReactNode
}

/** Keeps the frame when a page breaks or does not come. Another page begins with another boundary. */
export class PageBoundary extends Component<Props, { readonly error?: Error }> {
  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override state: { readonly error?: Error } = {}

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return notLoaded.has(error) ? <NotLoaded /> : <Failed error={error} again={() => location.reload()} />
  }
}
