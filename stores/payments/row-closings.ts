/** Rows that two persons close for the bank: `CLOSING#<batch>` / row. */
import { RowClosing } from '../../schemas/records/row-closing.ts'
import type { WorkTable } from '../aws/work.ts'

type Which = Pick<RowClosing, 'batch' | 'row'>

export interface RowClosings {
  /** What was asked first stands. */
  ask(closing: RowClosing): Promise<void>
  /** In the order of the rows. */
  list(batch: string): Promise<RowClosing[]>
  confirm(closing: Which, confirmed: NonNullable<RowClosing['confirmed']>): Promise<void>
  /** Nothing happens to one that is confirmed. */
  drop(closing: Which): Promise<void>
}

const key = ({ batch, row }: Which) => ({ pk: `CLOSING#${batch}`, sk: String(row).padStart(7, '0') })

export function rowClosings(work: WorkTable): RowClosings {
  return {
    async ask(closing) {
      await work.putNew(key(closing), RowClosing.parse(closing))
    },
    list: async (batch) => (await work.list(`CLOSING#${batch}`)).map((item) => RowClosing.parse(item)),
    async confirm(closing, confirmed) {
      await work.update(key(closing), { set: { confirmed }, condition: 'attribute_exists(#row)', names: ['row'] })
    },
    async drop(closing) {
      await work.removeIf(key(closing), {
        condition: '#row = :row AND attribute_not_exists(#confirmed)',
        names: ['row', 'confirmed'],
        values: { row: closing.row },
      })
    },
  }
}
