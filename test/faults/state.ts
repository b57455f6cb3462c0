/** What a world holds in the end, so that two of them can be held against each other. */
import { gunzipSync } from 'node:zlib'
import { ENTRY } from '../../formats/entries.ts'
import { inForce } from '../../rules/determination/listings.ts'
import { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Head } from '../../schemas/records/head.ts'
import { Person } from '../../schemas/records/person.ts'
import { Upload } from '../../schemas/records/upload.ts'
import type { World } from './world.ts'

type Attribute = { S?: string; N?: string; SS?: string[]; NS?: string[] }
type Item = Record<string, Attribute>

async function itemsOf({ engines }: World, table: string): Promise<Item[]> {
  const items: Item[] = []
  let from: Item | undefined
  do {
    const page = await engines.call<{ Items: Item[]; LastEvaluatedKey?: Item }>('dynamodb', 'DynamoDB_20120810.Scan', {
      TableName: table,
      ConsistentRead: true,
      ...(from && { ExclusiveStartKey: from }),
    })
    items.push(...page.Items)
    from = page.LastEvaluatedKey
  } while (from)
  return items
}

const persons = async (world: World) =>
  (await itemsOf(world, world.people))
    .filter((item) => item.sk!.S === 'PERSON')
    .map((item) => Person.parse(JSON.parse(item.body!.S!)))
    .sort((a, b) => (a.key < b.key ? -1 : 1))

/** Keys of the partition of table `work`, as `HEAD#` or `UPLOAD#`. */
async function records(world: World, prefix: string): Promise<{ pk: string; sk: string }[]> {
  const items = await itemsOf(world, world.work)
  return items
    .map(({ pk, sk }) => ({ pk: pk!.S!, sk: sk!.S! }))
    .filter(({ pk }) => pk.startsWith(prefix))
    .sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1))
}

export const headsOf = async (world: World): Promise<Head[]> =>
  Promise.all((await records(world, 'HEAD#')).map(({ pk }) => world.intake.heads.get(pk.slice(5))))
export const uploadsOf = async (world: World): Promise<Upload[]> =>
  Promise.all(
    (await records(world, 'UPLOAD#')).map(async ({ pk, sk }) =>
      Upload.parse(await world.intake.uploads.get(pk.slice(7), sk)),
    ),
  )
export const runsOf = async (world: World): Promise<DeterminationRun[]> =>
  Promise.all(
    (await records(world, 'RUN#')).map(async ({ pk, sk }) =>
      DeterminationRun.parse(await world.match.runs.get(pk.slice('RUN#'.length), sk)),
    ),
  )

const entriesOf = async (world: World, { roster }: Head): Promise<string[]> => {
  const bytes = roster ? await world.intake.outbox.get(roster) : Buffer.alloc(0)
  return Array.from({ length: bytes.length / ENTRY }, (_, i) => bytes.toString('hex', i * ENTRY, (i + 1) * ENTRY))
}

/** The lines of a gzipped object. */
export const linesOf = async (world: World, key: string): Promise<string[]> =>
  gunzipSync(await world.intake.outbox.get(key))
    .toString()
    .split('\n')
    .slice(0, -1)

/**
 * Everything that is kept: all items of both tables, the rosters' entries, what was returned and frozen. Of what
 * differs between two worlds by nature, their marks and the keys of attempts, nothing is left.
 */
export async function wholeState(world: World): Promise<Record<string, unknown>> {
  const [people, work, heads, uploads, runs] = await Promise.all([
    itemsOf(world, world.people),
    itemsOf(world, world.work),
    headsOf(world),
    uploadsOf(world),
    runsOf(world),
  ])
  const perKey = async (keys: readonly (string | undefined)[]) =>
    Promise.all(keys.flatMap((key) => (key ? [linesOf(world, key)] : [])))
  const state = {
    // Of events that one call of match writes, the order within it.
    people: people
      .map(textOf)
      .map((text) => text.replace(/\\"nth\\":\d+,/, ''))
      .sort(),
    // A repeat counts as another change of the county’s persons, or of a month’s submissions, after which they are read anew.
    work: work
      .filter(({ pk }) => !/^(PERSONS|SUBMISSIONS|STIRRED#.*)$/.test(pk!.S!))
      .map(textOf)
      .sort(),
    rosters: await Promise.all(heads.map(async (head) => [head.head, await entriesOf(world, head)])),
    returned: await Promise.all(
      uploads.flatMap(({ returnedKey }) => (returnedKey ? [world.intake.outbox.size(returnedKey)] : [])),
    ).then((sizes) => sizes.map((size) => (size ?? 0) > 0)),
    letters: await world.letters(),
    rejections: await perKey(uploads.map(({ rejectionsKey }) => rejectionsKey)),
    snapshots: await perKey(runs.map(({ snapshot }) => snapshot?.key)),
  }
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
  return JSON.parse(JSON.stringify(state).replaceAll(world.mark, '').replaceAll(uuid, '*'))
}

/** Sets have no order. */
function textOf(item: Item): string {
  const sorted = Object.entries(item).map(([name, value]) => {
    const set = value.SS ?? value.NS
    return [name, set ? [...set].sort() : value] as const
  })
  return JSON.stringify(sorted.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * What the state means, whatever the way to it: the facts that hold of each person and what is decided, who is on the
 * rosters, which lists were held.
 */
export async function meaning(world: World): Promise<Record<string, unknown>> {
  const holding = (lists: Person['lists']) =>
    Object.fromEntries(
      Object.entries(lists)
        .filter(([, fact]) => inForce(fact))
        .map(([key, fact]) => [key, inForce(fact)]),
    )
  const heads = await headsOf(world)
  // Whom every list that names them has ended is as good as never named, and is not kept up to date.
  const isKnown = ({ lists, decisions }: Person) =>
    Object.keys(holding(lists)).length > 0 || Object.keys(decisions).length > 0
  const meant = {
    persons: (await persons(world)).filter(isKnown).map(({ key, id, lists, register, rejectionFlags, decisions }) => ({
      key,
      id,
      lists: holding(lists),
      register,
      rejectionFlags,
      decisions: Object.fromEntries(
        Object.entries(decisions).map(([county, { line, outcome, reason, facts }]) => [
          county,
          { line, outcome, reason, facts },
        ]),
      ),
    })),
    rosters: await Promise.all(heads.map(async (head) => [head.head, await entriesOf(world, head)])),
    lists: heads.map(({ head, lists, pending }) => ({
      head,
      pending,
      lists: lists.map(({ upload, held, confirmed }) => ({ upload, held, confirmed })),
    })),
    uploads: (await uploadsOf(world)).map(({ id, state }) => ({ id, state })),
  }
  return JSON.parse(JSON.stringify(meant).replaceAll(world.mark, ''))
}

export { persons as personsOf }
