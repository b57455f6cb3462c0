/** Handlers that die: at one of their writes they are gone, and the message is delivered again. */
import { isLong } from '../long.ts'
import { type AroundWrite, writing } from './engines.ts'

class Killed extends Error {}

export type When = 'before' | 'after'

export interface Deaths {
  /**
   * Called with each write that a handler begins: whether it dies just before or just after it.
   * @param underWay how many other writes of the handler are
   */
  atWrite(underWay: number): When | undefined
}

export const nobodyDies: Deaths = { atWrite: () => undefined }

/** Where a handler dies: at the `nth` write of all that are made, 1 being the first. */
export interface NamedDivision {
  readonly nth: number
  readonly when: When
}

/** Nobody dies; every place where somebody could is noted. */
export function notedPlaces(): Deaths & { readonly places: readonly NamedDivision[] } {
  const places: NamedDivision[] = []
  let nth = 0
  return {
    places,
    atWrite(underWay) {
      nth++
      // With nothing under way a death before a write leaves what the one after the write before it leaves.
      if (nth === 1 || underWay > 0) places.push({ nth, when: 'before' })
      places.push({ nth, when: 'after' })
      return undefined
    },
  }
}

const SHARE = isLong ? 5 : 20

/** A twentieth of the places, another one each time; a fifth by `npm run test:long`, all by `npm run test:deaths`. */
export function someOf(places: readonly NamedDivision[]): NamedDivision[] {
  if (process.env.DEATHS === 'all') return [...places]
  const first = Math.floor(Math.random() * SHARE)
  return places.filter((_, i) => i % SHARE === first)
}

export function deathAt({ nth, when }: NamedDivision): Deaths {
  let writes = 0
  return { atWrite: () => (++writes === nth ? when : undefined) }
}

/** Runs a handler, again after each death, until it has come to its end. What it throws itself is thrown. */
export async function untilDone(handle: () => Promise<void>, deaths: Deaths): Promise<void> {
  for (;;) {
    const life = new Life(deaths)
    try {
      return await writing.run(life.around, handle)
    } catch (error) {
      if (!life.isOver) throw error
    } finally {
      // Requests that were on their way when it died come to their end before anybody else begins.
      await Promise.allSettled(life.underWay)
    }
  }
}

class Life {
  isOver = false
  readonly underWay = new Set<Promise<unknown>>()
  readonly around: AroundWrite

  constructor(deaths: Deaths) {
    this.around = async (_, send) => {
      const death = this.isOver ? 'before' : deaths.atWrite(this.underWay.size)
      if (death === 'before') this.#end()
      const sent = send()
      this.underWay.add(sent)
      const answer = await sent.finally(() => this.underWay.delete(sent))
      if (death === 'after' || this.isOver) this.#end()
      return answer
    }
  }

  #end(): never {
    this.isOver = true
    throw new Killed()
  }
}
