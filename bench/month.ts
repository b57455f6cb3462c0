/** `npm run month` for a city: the seconds, the memory and the request units, beside its parts run bare. */
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openWorkbook } from '../forms/sheet/open.ts'
import { fileSource } from '../forms/sheet/source.ts'
import { startEngine } from '../local/host/engine-process.ts'
import { jsonCall } from '../local/host/json-call.ts'
import { makeCity } from '../samples/city.ts'
import { writeMonth } from '../samples/workbooks.ts'
import { type Figure, figure, printFigure } from './figure.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache/yingbao/bench')
const DAY = '2018-06-06'

interface Summary {
  listed: number
  seconds: Record<string, number>
  units: { read: number; write: number }
}

export async function monthFigures(): Promise<Figure[]> {
  const city = await cityInbox(10)
  const whole = await month(city, '2018-05', DAY)
  const bare = await bareParts(city, whole.summary)
  const { lists = 0, close = 0 } = whole.summary.seconds
  const one = await month(await cityInbox(1), '2018-05', DAY)
  return [
    figure(
      'month, 10 counties x 3,000 listed, from files to outcomes',
      'ms',
      (lists + close) * 1000,
      'its parts run bare',
      bare * 1000,
    ),
    figure('month, 10 counties x 3,000 listed, whole', 'ms', whole.seconds * 1000, 'limit', 30_000),
    figure('month, largest process', 'MB', whole.megabytes, 'limit', 512),
    figure('month, one county of 3,000, whole', 'ms', one.seconds * 1000, 'limit', 10_000),
    ...(await unitFigures()),
  ]
}

/** Request units: registers first, then lists, then the same lists once more. */
async function unitFigures(): Promise<Figure[]> {
  const inbox = await cityInbox(1)
  const county = readdirSync(inbox)[0]!
  const data = mkdtempSync(join(tmpdir(), 'bench-units-'))
  const part = (name: string, keep: (office: string) => boolean) => {
    const folder = join(data, name)
    for (const office of readdirSync(join(inbox, county)).filter(keep)) {
      mkdirSync(join(folder, county, office), { recursive: true })
      for (const file of readdirSync(join(inbox, county, office)))
        copyFileSync(join(inbox, county, office, file), join(folder, county, office, file))
    }
    return folder
  }
  const registers = part('registers', (office) => office === 'social-insurance')
  const lists = part('lists', (office) => office !== 'social-insurance')
  try {
    const hub = join(data, 'hub')
    await month(registers, '2018-04', DAY, hub)
    const first = (await month(lists, '2018-05', DAY, hub)).summary
    const again = (await month(lists, '2018-06', DAY, hub)).summary
    const per = (units: number, { listed }: Summary) => Math.round((units / listed) * 1000)
    return [
      figure(
        'a newly listed person, write units, the whole month',
        'thousandths',
        per(first.units.write, first),
        'limit',
        4000,
      ),
      figure(
        'a newly listed person, read units, the whole month',
        'thousandths',
        per(first.units.read, first),
        'limit',
        1500,
      ),
      figure(
        'an identical second month, write units a person',
        'thousandths',
        per(again.units.write, again),
        'limit',
        50,
      ),
    ]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** The inbox of a synthetic city: 3,000 listed and 6,000 registered persons a county. */
async function cityInbox(counties: number): Promise<string> {
  const inbox = join(CACHE, `city-${counties}`)
  if (!existsSync(inbox)) {
    const city = makeCity({ seed: 1, counties, listedPerCounty: 3000, registeredPerCounty: 6000, day: DAY })
    await writeMonth(city.months[0]!, inbox, { files: 'xlsx', strings: 'shared' })
  }
  return inbox
}

/** Runs the command as a user would; memory is the largest resident set of all its processes. */
async function month(inbox: string, period: string, today: string, data?: string) {
  const out = mkdtempSync(join(tmpdir(), 'bench-month-'))
  const args = ['--period', period, '--today', today, '--inbox', inbox, '--out', out, ...(data ? ['--data', data] : [])]
  const begun = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'local/month.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, ...processesOf(child.pid!).map(residentMegabytes))
  }, 200)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`npm run month ended with ${code}`)
  const seconds = (performance.now() - begun) / 1000
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as Summary
  rmSync(out, { recursive: true, force: true })
  return { seconds, megabytes, summary }
}

/** Linux only; elsewhere the memory is not measured. */
function processesOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    return [pid, ...children.flatMap(processesOf)]
  } catch {
    return [pid]
  }
}

function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Seconds to read the files, then as many items as the month read and wrote, in the largest requests there are. */
async function bareParts(inbox: string, { units }: Summary): Promise<number> {
  const begun = performance.now()
  for (const path of filesBelow(inbox)) {
    const workbook = await openWorkbook(await fileSource(path), { isHeader: () => true })
    for (const sheet of workbook.sheets) for await (const _ of sheet.rows());
  }
  const reading = performance.now() - begun
  const dir = mkdtempSync(join(tmpdir(), 'bench-bare-'))
  const keys = { accessKeyId: 'BENCH', secretAccessKey: 'bench' }
  const engine = await startEngine(
    'dynamodb',
    { dir, port: 0, ...keys },
    process.env,
    () => {},
    () => {},
  )
  try {
    const key = (name: string, type: string) => ({ AttributeName: name, KeyType: type })
    const definition = {
      AttributeDefinitions: ['h', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: [key('h', 'HASH'), key('sk', 'RANGE')],
      BillingMode: 'PAY_PER_REQUEST',
    }
    await engine.call('open', [{ name: 'people', definition }])
    const call = (operation: string, items: object) =>
      jsonCall(engine.port, `DynamoDB_20120810.${operation}`, { RequestItems: { people: items } })
    const hash = (i: number) => (Math.imul(i, 2654435761) >>> 0).toString(16).padStart(30, '0')
    const body = 'x'.repeat(600)
    const start = performance.now()
    await inTurns(Math.floor(units.read), 100, (ids) =>
      call('BatchGetItem', {
        Keys: ids.map((i) => ({ h: { S: hash(i) }, sk: { S: 'PERSON' } })),
        ConsistentRead: true,
      }),
    )
    await inTurns(Math.floor(units.write), 25, (ids) =>
      call(
        'BatchWriteItem',
        ids.map((i) => ({
          PutRequest: { Item: { h: { S: hash(i) }, sk: { S: 'PERSON' }, body: { S: body } } },
        })) as never,
      ),
    )
    return (reading + performance.now() - start) / 1000
  } finally {
    await engine.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function inTurns(count: number, size: number, work: (ids: number[]) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) {
      const from = next
      next += size
      await work(Array.from({ length: Math.min(size, count - from) }, (_, i) => from + i))
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

if (import.meta.main) (await monthFigures()).forEach(printFigure)
