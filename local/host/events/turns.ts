/** One sender's work waits for each other and holds up nobody else. */
export interface Turns<Work> {
  add(work: readonly Work[]): void
  readonly waiting: readonly Work[]
}

export interface TurnOptions<Work> {
  senderOf(work: Work): string | undefined
  hasRoom(): boolean
  start(work: Work): Promise<void>
}

export function createTurns<Work>({ senderOf, hasRoom, start }: TurnOptions<Work>): Turns<Work> {
  let waiting: Work[] = []
  const atWork = new Set<string>()

  const next = (): void => {
    waiting = waiting.filter((work) => {
      const sender = senderOf(work)
      const mustWait = !hasRoom() || (sender !== undefined && atWork.has(sender))
      if (!mustWait) void run(work, sender)
      return mustWait
    })
  }
  const run = async (work: Work, sender: string | undefined): Promise<void> => {
    if (sender !== undefined) atWork.add(sender)
    await start(work)
    if (sender !== undefined) atWork.delete(sender)
    next()
  }

  return {
    add: (work) => {
      waiting.push(...work)
      next()
    },
    get waiting() {
      return waiting
    },
  }
}

export function senderIn(body: string): string | undefined {
  if (!body.includes('"s3"')) return undefined
  const { Records } = JSON.parse(body) as { Records?: { s3?: { bucket: { name: string }; object: { key: string } } }[] }
  const s3 = Records?.[0]?.s3
  return s3 && [s3.bucket.name, ...s3.object.key.split('/').slice(0, 2)].join('/')
}
