/** A stage's code with the rights that its role has in tables and buckets, and no others, beside a test that may do everything. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Grants, PERSON } from '../../functions/shared/stages/grants.ts'
import { objectCalls, tableCalls } from '../../local/host/functions/calls.ts'
import { grantsOf } from '../../local/host/functions/guard-calls.ts'
import type { Permission } from '../../local/host/template/permissions.ts'
import { type Engines, INBOX, OUTBOX } from './engines.ts'

interface Stage {
  readonly name: string
  readonly grants: Grants
  readonly tables: { readonly people: string; readonly work: string }
}

const acting = new AsyncLocalStorage<Stage & { readonly permissions: readonly Permission[] }>()
const guarded = new WeakSet<object>()

/** @throws `AccessDeniedException` within the work, where a role would be refused */
export async function asStage<T>({ clients }: Engines, stage: Stage, work: () => Promise<T>): Promise<T> {
  const { client: s3 } = await clients.s3()
  for (const client of [clients.dynamodb, s3]) {
    if (!guarded.has(client))
      (client.middlewareStack as unknown as Stack).add(guard, { step: 'build', priority: 'low' })
    guarded.add(client)
  }
  return acting.run({ ...stage, permissions: permissionsOf(stage) }, work)
}

interface Asked {
  readonly input: object
  readonly request: Sent
}
type Next = (asked: Asked) => Promise<unknown>
interface Stack {
  add(middleware: (next: Next) => Next, options: { step: 'build'; priority: 'low' }): void
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: string | Uint8Array
}

const guard = (next: Next) => async (asked: Asked) => {
  const { method, path, headers, body = '' } = asked.request
  const target = headers['x-amz-target'] ?? headers['X-Amz-Target'] ?? ''
  const asks = () => (target ? tableCalls(target, Buffer.from(body).toString()) : objectCalls(method, path, headers))
  const own = acting.getStore()
  for (const call of own ? asks() : []) {
    const used = own && grantsOf(own.permissions, call)
    for (const grant of used ?? []) note(`${own?.name}\t${grant}`, own?.tables)
    if (used) continue
    const said = `${own?.name} has no right to ${[call.action, call.resource, ...(call.keys ?? [])].join(' ')}`
    throw Object.assign(new Error(said), { name: 'AccessDeniedException' })
  }
  return next(asked)
}

const noted = new Set<string>()
/** For `npm run permissions`, by what all hubs call their tables and folders. */
function note(grant: string, tables: Stage['tables'] | undefined): void {
  const folder = process.env.HUB_GRANTS
  const [name = '', action = '', resource = '', key = ''] = grant.split('\t')
  const kind = Object.entries(tables ?? {}).find(([, table]) => table === resource)?.[0]
  const line = [name, action, kind ?? resource.replace(/\/w\d+w\//, '/'), key].join('\t')
  if (folder && !noted.has(line)) appendFileSync(join(folder, `${process.pid}.grants`), `${line}\n`)
  noted.add(line)
}

const ON_OBJECTS = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject'],
  freeze: ['s3:PutObject', 's3:PutObjectRetention'],
  remove: ['s3:DeleteObject'],
}

/** As infra/ makes them. */
function permissionsOf({ grants, tables }: Stage): Permission[] {
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
    ...ofFolders(INBOX, grants.inbox),
    ...ofFolders(OUTBOX, grants.outbox),
  ]
}
