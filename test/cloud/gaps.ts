/**
 * What the emulator does otherwise than AWS: each with what the run does about it, and how it is seen to be still so. A
 * run fails where one is closed, so that the list shrinks.
 */
import type { Probe } from './probe.ts'

export interface Template {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>
}

export interface Gap {
  readonly what: string
  /** Absent where nothing has to be done about it, and template tests hold what the emulator does not show. */
  readonly workaround?: (template: Template) => void
  readonly isOpen: (probe: Probe) => boolean
}

interface Statement {
  Effect: string
  Condition?: Record<string, unknown>
  Action: string | string[]
  Resource: unknown
}

const ofType = ({ Resources }: Template, type: string) =>
  Object.entries(Resources).filter(([, resource]) => resource.Type === type)

function statementsOf(template: Template): Statement[] {
  return ofType(template, 'AWS::IAM::Policy').flatMap(([, { Properties = {} }]) => {
    const { Statement } = Properties.PolicyDocument as { Statement: Statement[] }
    return Statement
  })
}

export const GAPS: readonly Gap[] = [
  {
    what: "a secret's Ref is its name and not its ARN",
    workaround(template) {
      const secrets = new Set(ofType(template, 'AWS::SecretsManager::Secret').map(([id]) => id))
      const byArn = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(byArn)
        if (typeof value !== 'object' || value === null) return value
        const { Ref } = value as { Ref?: string }
        if (Ref !== undefined && secrets.has(Ref)) return { 'Fn::GetAtt': [Ref, 'Id'] }
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, byArn(one)]))
      }
      Object.assign(template, byArn(template))
    },
    isOpen: ({ secretRef }) => !secretRef.startsWith('arn:'),
  },
  {
    what: 'sqs:SendMessageBatch is wanted as an action of its own',
    workaround(template) {
      for (const statement of statementsOf(template))
        if ([statement.Action].flat().includes('sqs:SendMessage'))
          statement.Action = [[statement.Action].flat(), 'sqs:SendMessageBatch'].flat()
    },
    isOpen: ({ sendBatch }) => sendBatch === 'refused',
  },
  {
    what: 'dynamodb:BatchExecuteStatement is wanted, and not the rights to what its statements do',
    workaround(template) {
      for (const [, { Properties = {} }] of ofType(template, 'AWS::IAM::Policy')) {
        const { Statement } = Properties.PolicyDocument as { Statement: Statement[] }
        if (Statement.some(({ Action }) => [Action].flat().includes('dynamodb:PartiQLInsert')))
          Statement.push({ Effect: 'Allow', Action: 'dynamodb:BatchExecuteStatement', Resource: '*' })
      }
    },
    isOpen: ({ insert }) => insert === 'refused',
  },
  {
    what: "a request's partition keys are not compared with dynamodb:LeadingKeys",
    // Where none is said, the rest of the condition holds; the embedded hub and the simulator of IAM hold the keys.
    workaround(template) {
      for (const { Condition } of statementsOf(template)) delete Condition?.Null
    },
    isOpen: ({ leadingKeys }) => leadingKeys === 'refused',
  },
  {
    what: "SES v1 asks for its actions on every resource, and not on the sender's identity",
    workaround(template) {
      for (const statement of statementsOf(template))
        if ([statement.Action].flat().includes('ses:SendRawEmail')) statement.Resource = '*'
    },
    isOpen: ({ sendMail }) => sendMail === 'refused',
  },
  {
    what: 'a schedule sends the placeholder of its time as it is',
    workaround(template) {
      for (const [, { Properties }] of ofType(template, 'AWS::Scheduler::Schedule')) {
        const target = Properties?.Target as { Input: string }
        target.Input = target.Input.replace('<aws.scheduler.scheduled-time>', new Date().toISOString())
      }
    },
    isOpen: ({ scheduled }) => scheduled.includes('<aws.scheduler.scheduled-time>'),
  },
  {
    what: "a bucket's lock is dropped, so that S3 takes no locked object",
    workaround(template) {
      for (const [, { Properties = {} }] of ofType(template, 'AWS::Lambda::Function')) {
        const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> }
        if ('FROZEN_DAYS' in Variables) Variables.FROZEN_DAYS = '0'
      }
    },
    isOpen: ({ lock }) => lock === 'ObjectLockConfigurationNotFoundError',
  },
  {
    what: 'a schedule sends whatever its role may do; a test of the template holds the role',
    isOpen: ({ scheduled }) => scheduled.includes('refused'),
  },
  // Nothing has to be done about the following: tests of the template hold what does not come to anything here.
  { what: "a schedule's time zone is dropped", isOpen: ({ zone }) => zone === 'UTC' },
  { what: "a table's expiry is dropped", isOpen: ({ expiry }) => expiry === 'DISABLED' },
  { what: "a table's point-in-time recovery is dropped", isOpen: ({ recovery }) => recovery === 'DISABLED' },
  { what: "a table's key is dropped", isOpen: ({ tableKey }) => tableKey === 'none' },
  { what: "a bucket's key is dropped", isOpen: ({ bucketKey }) => bucketKey === 'AES256' },
  {
    what: "a bucket's rules of what ends are dropped",
    isOpen: ({ lifecycle }) => lifecycle === 'NoSuchLifecycleConfiguration',
  },
  { what: 'no metric comes by itself, so that no alarm ever rings', isOpen: ({ metrics }) => metrics === 0 },
  {
    what: 'dead letters are not moved back (StartMessageMoveTask)',
    isOpen: ({ redrive }) => redrive === 'InvalidAction',
  },
  {
    what: 'what a topic cannot deliver goes to no dead letters: a game day plays it on the embedded hub',
    isOpen: ({ undelivered }) => undelivered === 0,
  },
  {
    what: 'a table that its stack has left is made anew, empty, under its name when the stack comes again',
    isOpen: ({ kept }) => !kept,
  },
]
