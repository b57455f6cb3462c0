/**
 * What a stage does in the stores, beside the code that does it: its role grants that and nothing else (infra/), and the
 * embedded host refuses the rest in every test (docs/adr/0040-least-privilege.md).
 */

/** Partition keys as IAM compares them: `*` stands for any text. */
export type WorkItem =
  | 'ACCOUNT#*'
  | 'ACCOUNT-CHECKS#*'
  | 'ACCOUNT-REQUESTS#*'
  | 'ACCOUNTS#*'
  | 'ACCOUNTS-TURN#*'
  | 'API-KEY#*'
  | 'API-KEYS#*'
  | 'AUDIT#*'
  | 'AUDIT#STATE'
  | 'BATCH#*'
  | 'CASEBOOK'
  | 'CHALLENGE#*'
  | 'CLOSING#*'
  | 'CONTACTS'
  | 'DEAD-LETTERS'
  | 'DEADLINES'
  | 'DEADLINES#AHEAD'
  | 'DEMO'
  | 'DOWNLOAD#*'
  | 'FILE#*'
  | 'FUNDING#*'
  | 'HEAD#*'
  | 'IDENTITY#*'
  | 'IDENTITY-FLOW#*'
  | 'INVITATION#*'
  | 'LOOK#*'
  | 'MAIL#*'
  | 'MAIL#OPEN'
  | 'NIL#*'
  | 'ONCE#*'
  | 'OPEN#*'
  | 'ORDER#*'
  | 'OUTPUT#*'
  | 'PERIODS'
  | 'PERSONS'
  | 'POLICY'
  | 'POLICY#DRAFTS'
  | 'POLICY#PREVIEW#*'
  | 'REPEAT#*'
  | 'REQUESTS'
  | 'RETENTION'
  | 'RETENTION#PLACE'
  | 'RETURN#*'
  | 'RETURNS'
  | 'RUN#*'
  | 'SESSIONS#*'
  | 'SIGN-IN#*'
  | 'STIRRED#*'
  | 'SUBMISSION#*'
  | 'SUBMISSIONS'
  | 'SWEEP'
  | 'TAKEN-BACK'
  | 'TALLY'
  | 'TOLD#*'
  | 'TRIES#*'
  | 'UNUSUAL#*'
  | 'UPLOAD#*'
  | 'UPLOAD#999999'
  | 'WEBHOOK#*'
  | 'WEBHOOK-DEAD#*'
  | 'WEBHOOK-SENT#*'
  | 'WEBHOOKS#*'
  | 'WEBHOOKS-DUE'

/** A person's key is 30 letters. */
export const PERSON = '?'.repeat(30)
export type PeopleItem = 'person' | 'CLAIM#*' | 'EVENT#*'

export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem'
  | 'PartiQLInsert'

/** Whoever reads may ask whether an object is there; who freezes writes what nobody can delete for a while. */
export type FileAction = 'read' | 'write' | 'freeze' | 'remove'

export type Items<Item extends string> = { readonly [item in Item]?: readonly TableAction[] }
/** By the beginning of their keys; a `*` stands for any part. */
export type Folders = Readonly<Record<string, readonly FileAction[]>>

export interface Grants {
  readonly work?: Items<WorkItem>
  readonly people?: Items<PeopleItem>
  /** Tables that are looked through from end to end. */
  readonly scans?: readonly ('work' | 'people')[]
  readonly inbox?: Folders
  readonly outbox?: Folders
  readonly audit?: Folders
}
