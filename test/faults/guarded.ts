/** Clients whose requests are held against the rights of whichever stage acts; where none does, everything goes through. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { objectCalls, tableCalls } from '../../local/host/functions/calls.ts'
import { grantsOf } from '../../local/host/functions/guard-calls.ts'
import type { Permission } from '../../local/host/template/permissions.ts'
import type { Clients } from '../../stores/aws/clients.ts'

interface Acting {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly tables: { readonly people: string; readonly work: string }
}

export type Asking = Pick<Clients, 'dynamodb' | 's3'>

export const acting = new AsyncLocalStorage<Acting>()
const guarded = new WeakSet<object>()

export const isGuarded = ({ dynamodb }: Asking): boolean => guarded.has(dynamodb)

/** Before anything is sent: clients keep their way for a command from its first time on. */
export async function guardClients(clients: Asking): Promise<void> {
  guardClient(clients.dynamodb)
  guardClient((await clients.s3()).client)
}

function guardClient(client: object & { middlewareStack: unknown }): void {
  if (!guarded.has(client)) (client.middlewareStack as Stack).add(guard, { step: 'build', priority: 'low' })
  guarded.add(client)
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
function note(grant: string, tables: Acting['tables'] | undefined): void {
  const folder = process.env.HUB_GRANTS
  const [name = '', action = '', resource = '', key = ''] = grant.split('\t')
  const kind = Object.entries(tables ?? {}).find(([, table]) => table === resource)?.[0]
  const line = [name, action, kind ?? resource.replace(/\/w\d+w\//, '/'), key].join('\t')
  if (folder && !noted.has(line)) appendFileSync(join(folder, `${process.pid}.grants`), `${line}\n`)
  noted.add(line)
}
