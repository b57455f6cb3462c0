/** Returns of months: `RETURN#<division>` / period; how often a month's have changed: `RETURNS` / period. */
import { type DrawnReturn, MonthReturn, type ReturnVersion } from '../../schemas/records/month-return.ts'
import type { Change, WorkTable } from '../aws/work.ts'
import { monthVersions, type VersionOf } from './month-versions.ts'

type Known = Pick<MonthReturn, 'division' | 'period'>

export interface Returns {
  get(division: string, period: string): Promise<MonthReturn>
  ofAll(divisions: readonly string[], period: string): Promise<MonthReturn[]>
  /** By month. */
  ofMonths(divisions: readonly string[], periods: readonly string[]): Promise<MonthReturn[][]>
  /** Of a month's returns of all divisions. */
  versions(): Promise<VersionOf>
  /** The latest months first. */
  list(division: string, limit: number): Promise<MonthReturn[]>
  /** False where the month is submitted, or a later close was asked for. */
  beginClose(of: Known, run: { readonly id: string; readonly at: string }): Promise<boolean>
  /** False where the month is submitted, a later close has drawn it, or a list was taken back since. */
  draw(of: Known, drawn: DrawnReturn): Promise<boolean>
  /** What was closed until `at` counts no more; false where the month is submitted. */
  undraw(of: Known, at: string): Promise<boolean>
  /** False where somebody else has acted since, a close was asked for, or a list was taken back. */
  submit(before: MonthReturn, version: ReturnVersion): Promise<boolean>
  /** False where somebody else has acted since. */
  sendBack(before: MonthReturn, sentBack: NonNullable<ReturnVersion['sentBack']>): Promise<boolean>
  /** @param acts whose files and letters are made */
  noteCarriedOut(of: Known, acts: number): Promise<void>
}

const keyOf = ({ division, period }: Known) => ({ pk: `RETURN#${division}`, sk: period })
export function returns(work: WorkTable): Returns {
  const parsed = (of: Known, item: object | undefined) => MonthReturn.parse({ ...of, ...item })
  const versions = monthVersions(work, { pk: 'RETURNS' })
  const change = async (of: Known, to: Change): Promise<boolean> => {
    const { ok } = await work.update(keyOf(of), to)
    await versions.note(of.period)
    return ok
  }
  /** @param set changes beside the count of acts */
  const act = (before: MonthReturn, set: Record<string, unknown>) => {
    const { division, period, acts, closing, undrawnAt } = before
    const values = {
      ...(acts > 0 && { acts }),
      ...(closing !== undefined && { closing }),
      ...(undrawnAt !== undefined && { undrawnAt }),
    }
    return change(before, {
      set: { division, period, ...set, acts: acts + 1 },
      // A close that is under way would decide the month otherwise than it is submitted.
      condition: ['acts', 'closing', 'undrawnAt']
        .map((name) => (name in values ? `#${name} = :${name}` : `attribute_not_exists(#${name})`))
        .join(' AND '),
      names: ['closing', 'undrawnAt'],
      values,
    })
  }
  const ofMonths: Returns['ofMonths'] = async (divisions, periods) => {
    const all = periods.map((period) => divisions.map((division) => ({ division, period })))
    const items = await work.getAll(all.flat().map(keyOf))
    return all.map((own, month) => own.map((of, i) => parsed(of, items[month * divisions.length + i])))
  }
  return {
    get: async (division, period) => parsed({ division, period }, await work.get(keyOf({ division, period }))),
    ofAll: async (divisions, period) => (await ofMonths(divisions, [period])).flat(),
    ofMonths,
    versions: versions.latest,
    list: async (division, limit) =>
      (await work.list(`RETURN#${division}`, { latestFirst: true, limit })).map((item) => MonthReturn.parse(item)),
    beginClose: (of, { id, at }) =>
      change(of, {
        set: { ...of, closing: id, closingAt: at },
        condition:
          'attribute_not_exists(#standing) AND (attribute_not_exists(#closingAt) OR #closingAt <= :at OR #closing = :id)',
        names: ['standing'],
        values: { at, id },
      }),
    draw: (of, drawn) =>
      change(of, {
        set: { ...of, drawn, drawnAt: drawn.at },
        condition:
          'attribute_not_exists(#standing) AND (attribute_not_exists(#drawnAt) OR #drawnAt <= :at) AND (attribute_not_exists(#undrawnAt) OR #undrawnAt < :at)',
        names: ['standing', 'undrawnAt'],
        values: { at: drawn.at },
      }),
    undraw: (of, at) =>
      change(of, {
        set: { ...of, undrawnAt: at, closing: undefined, drawn: undefined },
        condition: 'attribute_not_exists(#standing)',
        names: ['standing'],
      }),
    submit: (before, version) => act(before, { versions: [...before.versions, version], standing: version.version }),
    sendBack: (before, sentBack) =>
      act(before, {
        standing: undefined,
        versions: before.versions.map((one) => (one.version === before.standing ? { ...one, sentBack } : one)),
      }),
    async noteCarriedOut(of, acts) {
      await change(of, {
        set: { carriedOut: acts },
        condition: 'attribute_not_exists(#carriedOut) OR #carriedOut < :carried',
        values: { carried: acts },
      })
    },
  }
}
