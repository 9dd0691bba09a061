import Box from '@cloudscape-design/components/box'
import type { ReactNode } from 'react'

/** Says that a list is empty, and that nothing is wrong. */
export const EmptyState = ({ children }: { readonly children: ReactNode }) => (
  <Box color="text-body-secondary">{children}</Box>
)
