import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import type { ReactNode } from 'react'
import styles from './panel.module.css'

/** A section of a page with its heading: a landmark. */
export const Panel = ({
  title,
  count,
  aside,
  children,
}: {
  readonly title: string
  readonly count?: number
  readonly aside?: ReactNode
  readonly children: ReactNode
}) => (
  <section className={styles['panel']} aria-label={title}>
    <Container
      header={
        <Header
          variant="h2"
          {...(count === undefined ? {} : { counter: `(${count})` })}
          {...(aside === undefined || aside === false
            ? {}
            : { actions: <Box color="text-body-secondary">{aside}</Box> })}
        >
          {title}
        </Header>
      }
    >
      {children}
    </Container>
  </section>
)
