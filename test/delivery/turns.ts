/** Several at once, who take turns at every write in an order that a test chooses: any interleaving, again and again. */
import { writing } from '../faults/engines.ts'

interface Actor {
  /** What waits for its turn: to begin, then write by write. */
  readonly waiting: (() => void)[]
  isDone: boolean
}

/**
 * Runs the actors side by side. Whenever each of them waits to begin or to write, or has ended, the next number of
 * `order` says whose turn it is (the first one's where there are no more); nobody else does anything meanwhile.
 */
export async function takingTurns(order: readonly number[], acts: readonly (() => Promise<void>)[]): Promise<void> {
  const actors: Actor[] = acts.map(() => ({ waiting: [], isDone: false }))
  let turn = 0
  let isBusy = false
  const next = (): void => {
    if (isBusy || actors.some(({ waiting, isDone }) => !isDone && waiting.length === 0)) return
    const able = actors.filter(({ waiting }) => waiting.length > 0)
    if (able.length === 0) return
    isBusy = true
    able[(order[turn++] ?? 0) % able.length]!.waiting.shift()!()
  }
  const inTurn = async <T>({ waiting }: Actor, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      next()
    })
    try {
      return await work()
    } finally {
      isBusy = false
      // Whoever goes on from this answer does so before the next turn is given.
      setImmediate(next)
    }
  }
  await Promise.all(
    acts.map(async (act, i) => {
      const actor = actors[i]!
      try {
        await inTurn(actor, async () => {})
        await writing.run((_, send) => inTurn(actor, send), act)
      } finally {
        actor.isDone = true
        next()
      }
    }),
  )
}
