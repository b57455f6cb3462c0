/** What a page asks for in several places is read once for it, and never kept for the next one. */
import { expect, test } from 'vitest'
import type { WebDeps } from '../../../../functions/web/deps.ts'
import { onceALook } from '../../../../functions/web/http/once-a-look.ts'

type Deps = Pick<WebDeps, 'deadlines' | 'submissions' | 'returns' | 'tallies' | 'orders'>

function stores() {
  const reads: string[] = []
  const reading = (name: string) => async () => {
    reads.push(name)
    return name
  }
  const deps = {
    deadlines: { policy: reading('deadlines') },
    submissions: { versions: reading('submissions') },
    returns: { versions: reading('returns') },
    tallies: { all: reading('tallies') },
    orders: { list: (division: string, limit: number) => reading(`${division} ${limit}`)() },
  } as unknown as Deps
  return { deps, reads }
}

const askedBy = async ({ deadlines, submissions, returns, tallies, orders }: Deps) => {
  await Promise.all([deadlines.policy(), submissions.versions(), returns.versions(), tallies.all()])
  await Promise.all([orders.list('440222', 300), orders.list('440222', 100), orders.list('440200', 300)])
}

test('one look reads each once, another look reads all again', async () => {
  const { deps, reads } = stores()
  const look = onceALook(deps)
  await askedBy(look)
  await askedBy(look)
  const each = ['deadlines', 'submissions', 'returns', 'tallies', '440222 300', '440222 100', '440200 300']
  expect(reads).toEqual(each)
  await askedBy(onceALook(deps))
  expect(reads).toEqual([...each, ...each])
})
