/** A process that dies at one of its writes: just before it, or just after it before the answer has come. */
class Died extends Error {}

export interface Death {
  /** 1 is the first write. */
  readonly nth: number
  readonly when: 'before' | 'after'
}

export class Mortal {
  writes = 0
  #death: Death | undefined
  #isDead = false
  readonly #underWay = new Set<Promise<unknown>>()

  /** Every write goes through here. */
  readonly around = async <T>(send: () => Promise<T>): Promise<T> => {
    if (this.#isDead) throw new Died()
    const isLast = ++this.writes === this.#death?.nth
    if (isLast && this.#death?.when === 'before') this.#die()
    const sent = send()
    this.#underWay.add(sent)
    const answer = await sent
    if (isLast || this.#isDead) this.#die()
    return answer
  }

  /** Runs the work, once more after its death, and answers how many writes its first life had. */
  async live(work: () => Promise<void>, death?: Death): Promise<number> {
    this.writes = 0
    this.#death = death
    try {
      await work()
      return this.writes
    } catch (error) {
      if (!this.#isDead) throw error
    }
    // What was on its way arrives before the message is delivered again.
    await Promise.allSettled(this.#underWay)
    this.#isDead = false
    this.#death = undefined
    const { writes } = this
    await work()
    return writes
  }

  #die(): never {
    this.#isDead = true
    throw new Died()
  }
}
