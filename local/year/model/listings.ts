/** Who is listed (docs/rules.md#listings): a full list ends whom it does not name, but for a slip of the pen. */
import type { Row } from '../read-files.ts'
import type { Model } from './model.ts'
import type { MonthFiles, SentFile } from './month-files.ts'

const FORM = /^(tekun|dibao|registered-poor|disabled)-(full|new)$/
/** In the order in which the first is a person's primary one. */
const CATEGORIES = ['tekun', 'dibao', 'registered-poor', 'disabled']

export function takeLists(model: Model, files: MonthFiles): string[] {
  const lists = files.sent.filter(({ form, receipt }) => FORM.test(form) && receipt && receipt.state !== 'refused')
  const inOrder = lists.toSorted((a, b) => Number(b.form.endsWith('full')) - Number(a.form.endsWith('full')))
  for (const { division, file = '' } of files.confirmed) {
    const key = `${division} ${FORM.exec(file.split('.')[0]!)?.[1]}`
    for (const id of model.waiting.get(key) ?? []) model.listings.get(key)?.delete(id)
    model.waiting.delete(key)
  }
  // What is taken back was never sent.
  return inOrder.flatMap((file) => (file.act === 'withdrawn' ? [] : takeList(model, files, file)))
}

function takeList(model: Model, files: MonthFiles, file: SentFile): string[] {
  const [, category, mode] = FORM.exec(file.form)!
  const key = `${file.division} ${category}`
  const active = model.listings.get(key) ?? new Map<string, string>()
  model.listings.set(key, active)
  const rows = files.rowsOf(file, '身份证号码').filter(({ cells }) => cells.姓名 || cells.身份证号码)
  const good = rows.filter(({ isReturned }) => !isReturned).map(personOf)
  const bad = rows.filter(({ isReturned }) => isReturned).map(personOf)
  const named = new Set(good.map(({ id }) => id))
  const safe = {
    ids: new Set(bad.map(({ id }) => id)),
    names: new Set([...bad, ...good.filter(({ id }) => !active.has(id))].map(({ name }) => name)),
  }
  const others = mode === 'full' ? [...active].filter(([id]) => !named.has(id)) : []
  const ending = others.filter(([id, name]) => !safe.ids.has(id) && !safe.names.has(name)).map(([id]) => id)
  const isHeld = file.receipt?.state === 'held'
  const began = [...named].filter((id) => !active.has(id)).length
  const counts = {
    ...{ began, kept: named.size - began },
    ...{ ended: isHeld ? 0 : ending.length, protected: others.length - ending.length },
  }
  if (mode === 'full') model.waiting.set(key, new Set(isHeld ? ending : []))
  if (!isHeld) for (const id of ending) active.delete(id)
  for (const { id, name } of good) {
    active.set(id, name)
    if (mode === 'new') model.waiting.get(key)?.delete(id)
  }
  // Later lists were counted beside one that has been taken back since.
  if (files.sent.some((other) => other.act === 'withdrawn' && other.division === file.division)) return []
  return Object.entries(counts).flatMap(([what, count]) =>
    Number(file.receipt?.[what]) === count
      ? []
      : [`${file.division} ${file.name}: ${what} ${file.receipt?.[what]} by its receipt, and ${count} by its rows`],
  )
}

const personOf = ({ cells }: { cells: Row }) => ({ id: cells.身份证号码 ?? '', name: cells.姓名 ?? '' })

export interface Listed {
  readonly county: string
  readonly id: string
  readonly categories: readonly string[]
  /** The primary category's. */
  readonly name: string
  readonly names: ReadonlySet<string>
}

/** Everyone who is listed, by county and ID number. */
export function listedPersons({ listings }: Model): Map<string, Listed> {
  const found = new Map<string, Listed>()
  for (const category of CATEGORIES)
    for (const [key, active] of listings) {
      const [county = '', of] = key.split(' ')
      if (of !== category) continue
      for (const [id, name] of active) {
        const before = found.get(`${county} ${id}`)
        found.set(`${county} ${id}`, {
          ...{ county, id, name: before?.name ?? name },
          ...{
            categories: [...(before?.categories ?? []), category],
            names: new Set([...(before?.names ?? []), name]),
          },
        })
      }
    }
  return found
}
