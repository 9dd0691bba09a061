import { Component, type ReactNode } from 'react'
import { ErrorState } from '../components/error-state.tsx'
import { LoadError } from './load-error.tsx'

/** Errors of chunks that could not be loaded: no connection, or a newer build has replaced them. */
const loadErrors = new WeakSet<Error>()
addEventListener('vite:preloadError', ({ payload }) => {
  loadErrors.add(payload)
})

interface Props {
  readonly children: ReactNode
}

/** Keeps the shell when a page breaks or cannot be loaded. Every page has its own boundary. */
export class ErrorBoundary extends Component<Props, { readonly error?: Error }> {
  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override state: { readonly error?: Error } = {}

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return loadErrors.has(error) ? (
      <LoadError />
    ) : (
      <ErrorState error={error} onRetry={() => location.reload()} />
    )
  }
}
