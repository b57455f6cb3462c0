/** A stage's code with the rights that its role has in tables and buckets, and no others, beside a test that may do everything. */
import { type Grants, PERSON } from '../../functions/shared/stages/grants.ts'
import { grants as webGrants } from '../../functions/web/grants.ts'
import type { Permission } from '../../local/host/template/permissions.ts'
import { INBOX, OUTBOX } from './engines.ts'
import { type Asking, acting, isGuarded } from './guarded.ts'

export interface Stage {
  readonly name: string
  readonly grants: Grants
  readonly tables: { readonly people: string; readonly work: string }
  /** Those of a hub, where it is not the engines of these tests. */
  readonly buckets?: { readonly inbox: string; readonly outbox: string } | undefined
}

/** @throws `AccessDeniedException` within the work, where a role would be refused */
export async function asStage<T>(clients: Asking, stage: Stage, work: () => T | Promise<T>): Promise<T> {
  if (!isGuarded(clients)) throw new Error('clients are guarded before they send anything (guarded.ts)')
  return acting.run({ ...stage, permissions: permissionsOf(stage) }, work)
}

/** Somebody else, while a stage acts. */
export const besides = <T>(work: () => T): T => acting.exit(work)

/** Routes that stand on a test's own stores answer as the function web would. */
export function asWeb<Web extends object>(
  clients: Asking,
  tables: Stage['tables'],
  web: Web,
  buckets?: Stage['buckets'],
): Web {
  const { request } = web as unknown as { request: (...all: unknown[]) => unknown }
  return Object.assign(web, {
    request: (...all: unknown[]) =>
      asStage(clients, { name: 'web', grants: webGrants, tables, buckets }, () => request(...all)),
  })
}

const ON_OBJECTS = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject'],
  freeze: ['s3:PutObject', 's3:PutObjectRetention'],
  remove: ['s3:DeleteObject'],
}

/** As infra/ makes them. */
function permissionsOf({ grants, tables, buckets = { inbox: INBOX, outbox: OUTBOX } }: Stage): Permission[] {
  const ofItems = (table: string, items: Readonly<Record<string, readonly string[]>> = {}) =>
    Object.entries(items).map(([key, actions]) => ({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table],
      keys: [key],
    }))
  const ofFolders = (bucket: string, folders: Readonly<Record<string, readonly (keyof typeof ON_OBJECTS)[]>> = {}) =>
    Object.entries(folders).flatMap(([folder, actions]) => [
      { actions: actions.flatMap((action) => ON_OBJECTS[action]), resources: [`${bucket}/${folder}*`] },
      { actions: ['s3:ListBucket'], resources: [bucket] },
    ])
  const { person, ...others } = grants.people ?? {}
  return [
    ...ofItems(tables.work, grants.work),
    ...ofItems(tables.people, { ...others, ...(person && { [PERSON]: person }) }),
    ...(grants.scans ?? []).map((table) => ({ actions: ['dynamodb:Scan'], resources: [tables[table]] })),
    ...ofFolders(buckets.inbox, grants.inbox),
    ...ofFolders(buckets.outbox, grants.outbox),
  ]
}
