import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Operation } from '../../core/access/policy.ts'

type Group = 'now' | 'views' | 'work' | 'system'

export interface ConsoleRoute {
  readonly path: string
  /** The group in the navigation. Absent: only reached from other pages. */
  readonly group?: Group
  readonly name:
    | 'overview'
    | 'my_matters'
    | 'publicity'
    | 'ledgers'
    | 'key_persons'
    | 'follow-ups'
    | 'services'
    | 'responsibilities'
    | 'register'
    | 'workflows'
    | 'rule_book'
    | 'clock'
    | 'person'
    | 'matter'
  /** The permission for the page. The API checks it as well. */
  readonly needs: Operation
  readonly localOnly?: boolean
  readonly page: LazyExoticComponent<ComponentType>
}

/** Every page, in the order of the navigation. */
export const routes: readonly ConsoleRoute[] = [
  {
    path: '/',
    group: 'now',
    name: 'overview',
    needs: 'getOverview',
    page: lazy(() => import('../pages/overview/overview-page.tsx')),
  },
  {
    path: '/my-matters',
    group: 'now',
    name: 'my_matters',
    needs: 'listMyMatters',
    page: lazy(() => import('../pages/my-matters/my-matters-page.tsx')),
  },
  {
    path: '/publicity',
    group: 'views',
    name: 'publicity',
    needs: 'listMessages',
    page: lazy(() => import('../pages/publicity/publicity-page.tsx')),
  },
  {
    path: '/ledgers',
    group: 'views',
    name: 'ledgers',
    needs: 'listIsolations',
    page: lazy(() => import('../pages/ledgers/ledgers-page.tsx')),
  },
  {
    path: '/key-persons',
    group: 'views',
    name: 'key_persons',
    needs: 'listIsolations',
    page: lazy(() => import('../pages/key-persons/key-persons-page.tsx')),
  },
  {
    path: '/follow-ups',
    group: 'views',
    name: 'follow-ups',
    needs: 'listFollowUps',
    page: lazy(() => import('../pages/follow-ups/follow-ups-page.tsx')),
  },
  {
    path: '/services',
    group: 'views',
    name: 'services',
    needs: 'listIsolations',
    page: lazy(() => import('../pages/services/services-page.tsx')),
  },
  {
    path: '/responsibilities',
    group: 'views',
    name: 'responsibilities',
    needs: 'listMatters',
    page: lazy(() => import('../pages/responsibilities/responsibilities-page.tsx')),
  },
  {
    path: '/register',
    group: 'work',
    name: 'register',
    needs: 'registerReturnee',
    page: lazy(() => import('../pages/register/register-page.tsx')),
  },
  {
    path: '/rule-book',
    group: 'work',
    name: 'rule_book',
    needs: 'getRuleBook',
    page: lazy(() => import('../pages/rule-book/rule-book-page.tsx')),
  },
  {
    path: '/workflows',
    group: 'system',
    name: 'workflows',
    needs: 'listExecutions',
    page: lazy(() => import('../pages/workflows/workflows-page.tsx')),
  },
  {
    path: '/clock',
    group: 'system',
    name: 'clock',
    needs: 'getMe',
    localOnly: true,
    page: lazy(() => import('../pages/clock/clock-page.tsx')),
  },
  {
    path: '/people/:id',
    name: 'person',
    needs: 'getIsolation',
    page: lazy(() => import('../pages/person/person-page.tsx')),
  },
  {
    path: '/matters/:id',
    name: 'matter',
    needs: 'getMatter',
    page: lazy(() => import('../pages/matter/matter-page.tsx')),
  },
]
