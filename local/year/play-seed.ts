/** One simulated city from its first month to its last: files in, a month of the hub, files out, the model's word. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placesOf } from '../../divisions/divisions-of.ts'
import { random } from '../../samples/random.ts'
import { monthsOf } from './calendar.ts'
import { type Citizen, firstCitizens, type Living, liveOn } from './citizens.ts'
import { FaultCounts } from './fault-counts.ts'
import { checkMonth } from './model/check-month.ts'
import { Model } from './model/model.ts'
import { Inbox } from './office-file.ts'
import { settleReviews } from './offices/agency.ts'
import { Bank } from './offices/bank.ts'
import { Finance } from './offices/finance.ts'
import { sendLists, sendRegisters } from './offices/lists.ts'
import type { Office } from './offices/office.ts'
import { answerNotices } from './offices/townships.ts'
import { batchesIn, monthFolder, requestsIn } from './payments-known.ts'
import type { HeldLists, PlayMonth } from './played-month.ts'
import { bookPaid } from './posted.ts'
import { Returns } from './returns.ts'

export interface SeedOptions {
  readonly seed: number
  readonly counties: number
  readonly people: number
  readonly months: number
  readonly dir: string
}

export interface SeedResult {
  readonly seed: number
  readonly met: FaultCounts
  /** Sentences of the model, none where all holds. */
  readonly faults: readonly string[]
}

export async function playSeed(options: SeedOptions, play: PlayMonth): Promise<SeedResult> {
  const { seed, dir } = options
  rmSync(dir, { recursive: true, force: true })
  const places = placesOf('440200')
  const months = monthsOf(seed, options.months)
  const met = new FaultCounts()
  const at = random(seed, 'counties').int(places.counties.length)
  const counties = Array.from(
    { length: options.counties },
    (_, i) => places.counties[(at + i) % places.counties.length]!,
  )
  const living: Living = { seed, counties, people: [] as Citizen[], taken: new Set(), met }
  firstCitizens(living, options.people, months[0]!.today)
  const lists = { living, places, sent: new Map<string, string>() }
  const [bank, finance, model] = [new Bank(), new Finance(), new Model()]
  const faults: string[] = []
  const held: HeldLists = new Map()
  const returns = new Returns()
  let last: Office['last']
  for (const month of months) {
    const folder = monthFolder(dir, month.period)
    const inbox = new Inbox(folder.path, random(seed, 'format', month.number))
    const office: Office = { seed, met, month, last, inbox }
    if (month.number > 0) liveOn(living, month.number, month.today)
    bookPaid(living, bank, month)
    sendLists(lists, month, inbox)
    sendRegisters(lists, month, inbox)
    answerNotices(office)
    settleReviews(office)
    bank.send(office)
    for (const { code } of counties) finance.send(office, code)
    writeFileSync(join(folder.path, 'period.txt'), `${month.period}\n`)
    writeFileSync(join(folder.path, 'today.txt'), `${month.today}\n`)
    await play({ seed, met, month, held, returns, ...folder })
    for (const batch of batchesIn(folder.out, month.today, month.number)) bank.take(batch, office)
    for (const request of requestsIn(folder.out, month.today, month.number)) finance.take(request, office)
    faults.push(...checkMonth(model, folder.path).map((sentence) => `${month.period}: ${sentence}`))
    last = { out: folder.out, today: month.today }
  }
  return { seed, met, faults }
}
