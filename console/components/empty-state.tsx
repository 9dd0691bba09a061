import Box from '@cloudscape-design/components/box'
import type { ReactNode } from 'react'

/** Says that a list is empty, and that this is as it should be. */
export const EmptyState = ({ children }: { readonly children: ReactNode }) => (
  <Box color="text-body-secondary">{children}</Box>
)
