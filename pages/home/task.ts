/** What somebody has to do, whatever it is about. */
import type { StateWords } from '../../wording/upload-state.ts'

export interface Task {
  /** `民政局 低保对象新增名单` */
  readonly what: string
  /** Whose or which: a month, a batch. */
  readonly of?: string
  readonly notes: readonly string[]
  readonly href: string
  readonly button: string
  readonly due?: string
  readonly state: Pick<StateWords, 'words' | 'tone'>
  /** The form that takes it off the list. */
  readonly tickOff?: string
}

export interface Tasks {
  readonly mine: readonly Task[]
  /** Of the same office, where somebody else acts. */
  readonly others: readonly Task[]
}

export interface Happened {
  /** The hub's day. */
  readonly on: string
  /** ISO 8601. */
  readonly at: string
  readonly what: string
  readonly href: string
}

/** Rows that came back, and are not yet mended. */
export interface CameBack {
  readonly what: string
  readonly of: string
  readonly rows: number
  readonly why: readonly string[]
  readonly href: string
}
