import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { ErrorState } from './error-state.tsx'
import { Loading } from './loading.tsx'

/** A page of the console: heading, description, content. */
export const Page = ({
  title,
  description,
  actions,
  children,
}: {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) => {
  useEffect(() => {
    document.title = `${title} · Sixclear`
  }, [title])
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={description} actions={actions}>
        {title}
      </Header>
      {children}
    </SpaceBetween>
  )
}

/** Shows the answer of a query; before that, that it is loading or why it failed. */
export const QueryResult = <Answer,>({
  query: { data, failureReason, refetch },
  children,
}: {
  readonly query: UseQueryResult<Answer>
  readonly children: (answer: Answer) => ReactNode
}) => {
  if (data !== undefined) return children(data)
  return failureReason === null ? <Loading /> : <ErrorState error={failureReason} onRetry={refetch} />
}
