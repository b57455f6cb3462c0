/** A line of the table of who may: a route with a thing of somebody's. */
import type { Identity } from '../../local/hub/identities.ts'
import type { Owner } from '../../rules/access/may.ts'
import type { Action, Resource } from '../../schemas/access.ts'

export interface Act {
  readonly action: Action
  readonly resource: Resource
  readonly persons: boolean
}

export interface AccessRow {
  /** Method and path, as the route table has them. */
  readonly route: string
  /** Nobody is asked who they are. */
  readonly open?: true
  readonly act: Act
  /** The caller's own office where absent. */
  readonly owner?: Owner
  readonly path: string | ((by?: Identity) => Promise<string>)
  /** The same of something that does not exist. */
  readonly absent?: string
  readonly body?: Readonly<Record<string, string | number>>
}
