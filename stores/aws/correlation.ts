/** One id goes with a request through every message that it causes, and stands in each stage's log. */
import { AsyncLocalStorage } from 'node:async_hooks'

export const ATTRIBUTE = 'correlation'
/** Messages that are done together have several, with blanks between; never an ID number. */
const SHAPE = /^(?!.*\d{15})[\w:=. -]{1,400}$/

const around = new AsyncLocalStorage<string>()

/** @param id undefined leaves the one around it */
export function correlated<T>(id: string | undefined, work: () => T): T {
  return id === undefined ? work() : around.run(id, work)
}

export function correlation(): string | undefined {
  return around.getStore()
}

/** @returns undefined where it is none */
export const correlationIn = (text: unknown): string | undefined =>
  typeof text === 'string' && SHAPE.test(text) ? text : undefined

interface Entry {
  MessageAttributes?: object
}
interface Sent extends Entry {
  Entries?: Entry[]
}

/** @returns what SendMessageBatch or Publish sends, with the id of whoever asked */
export function withCorrelation<Input extends object>(input: Input): Input {
  const StringValue = correlation()
  if (StringValue === undefined) return input
  const named = (entry: Entry) => ({
    ...entry,
    MessageAttributes: { ...entry.MessageAttributes, [ATTRIBUTE]: { DataType: 'String', StringValue } },
  })
  const { Entries } = input as Sent
  return (Entries ? { ...input, Entries: Entries.map(named) } : named(input)) as Input
}
