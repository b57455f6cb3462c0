/** What a function's role grants of tables and objects; the emulator of `npm run test:cloud` holds everything else. */
import { type Names, resolve } from './intrinsics.ts'
import type { Template } from './template.ts'

export interface Permission {
  /** `dynamodb:GetItem` */
  actions: string[]
  /** ARNs; a `*` stands for any text, a `?` for one letter. */
  resources: string[]
  /** Patterns of partition keys; without them the request names none. */
  keys?: string[]
}

interface Statement {
  Effect: string
  Action: string | string[]
  Resource: unknown
  Condition?: Record<string, Record<string, unknown>>
}

/** @throws naming the role whose policy says what is not understood */
export function permissionsOf({ Resources }: Template, fn: string, names: Names): Permission[] {
  const role = (Resources[fn]?.Properties?.Role as { 'Fn::GetAtt'?: [string] } | undefined)?.['Fn::GetAtt']?.[0]
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    const { Roles, PolicyDocument } = (Properties ?? {}) as {
      Roles?: { Ref?: string }[]
      PolicyDocument?: { Statement: Statement[] }
    }
    if (!/^AWS::IAM::(Managed)?Policy$/.test(Type) || !Roles?.some(({ Ref }) => Ref === role)) return []
    return (PolicyDocument?.Statement ?? []).flatMap((statement) => permissionOf(statement, names, role ?? fn))
  })
}

function permissionOf({ Effect, Action, Resource, Condition }: Statement, names: Names, role: string): Permission[] {
  const actions = [Action].flat().filter((action) => /^(dynamodb|s3):/.test(action))
  if (actions.length === 0) return []
  const { 'ForAllValues:StringLike': like, Null: _, ...others } = Condition ?? {}
  if (Effect !== 'Allow' || Object.keys(others).length > 0)
    throw new Error(`the embedded host does not understand a statement of ${role}`)
  const keys = like && [like['dynamodb:LeadingKeys'] as string | string[]].flat()
  return [{ actions, resources: [resolve(Resource, names) as string | string[]].flat(), ...(keys && { keys }) }]
}
