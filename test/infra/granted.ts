/** What the template's roles grant, by function. */
import { FUNCTIONS, of, type Statement, texts } from './hub-template.ts'

export interface Granted {
  readonly fn: string
  readonly actions: readonly string[]
  /** `people`, `outbox/rosters/*`, `queue match`. */
  readonly things: readonly string[]
  /** Patterns of partition keys. */
  readonly keys: readonly string[] | undefined
}

export const keysIn = ({ Condition }: Statement): readonly string[] | undefined => {
  const { 'ForAllValues:StringLike': like } = (Condition ?? {}) as Record<string, Record<string, string | string[]>>
  return like && [like['dynamodb:LeadingKeys'] ?? []].flat()
}

/** Of functions alone: schedules have roles of their own. */
export function granted(): Granted[] {
  return of('AWS::IAM::Policy').flatMap(([id, { PolicyDocument }]) => {
    const fn = Object.keys(FUNCTIONS).find((name) => id.startsWith(`${name}functionparts`))
    if (!fn) return []
    return (PolicyDocument as { Statement: Statement[] }).Statement.map((statement) => ({
      fn,
      actions: texts(statement.Action),
      things: texts(statement.Resource).map(nameOf),
      keys: keysIn(statement),
    }))
  })
}

function nameOf(resource: string): string {
  const [, store, kind = ''] = /stores(\w*?)(table|bucket|secret|key)[0-9A-F]{8}/.exec(resource) ?? []
  const below = /"\/([^"]*)"/.exec(resource)?.[1]
  if (store && kind === 'bucket') return below === undefined ? store : `${store}/${below}`
  if (store && kind === 'table') return store
  if (kind) return kind === 'key' ? 'key of tables and buckets' : `secret ${store}`
  const [, name, sort] = /"(\w+?)(queue|topic|functionpartslog)[0-9A-F]{8}/.exec(resource) ?? []
  if (name) return `${sort === 'functionpartslog' ? 'log' : sort} ${name}`
  if (/"\w+dead[0-9A-F]{8}/.test(resource)) return 'dead letters'
  return /identity|configuration-set/.test(resource) ? 'mail' : resource
}
