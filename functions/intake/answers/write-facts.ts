/** What answers say of persons, as units for match (docs/formats.md#unit-lines). */
import { randomUUID } from 'node:crypto'
import { shardOf } from '../../../formats/roster.ts'
import { ANSWERS } from '../../../formats/slots.ts'
import { UnitLines, unitLine } from '../../../formats/unit-lines.ts'
import { AnswerFact } from '../../../schemas/records/case.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import type { SentUnits } from '../../../schemas/records/work-units.ts'
import type { IntakeDeps } from '../deps.ts'

const VERSION = 1

export class Facts {
  readonly #lines: UnitLines
  readonly #shards: number

  constructor(shards: number) {
    this.#lines = new UnitLines(shards)
    this.#shards = shards
  }

  add(key: string, fact: AnswerFact): void {
    const shard = shardOf(Number.parseInt(key.slice(0, 2), 16), this.#shards)
    this.#lines.add(shard, unitLine(key, ANSWERS, '=', JSON.stringify(AnswerFact.parse(fact))))
  }

  /** @returns undefined where nobody changes */
  async write(
    { outbox }: Pick<IntakeDeps, 'outbox'>,
    { division, form, id }: Pick<Upload, 'division' | 'form' | 'id'>,
  ): Promise<SentUnits | undefined> {
    const { parts, ranges } = this.#lines.parts()
    if (ranges.length === 0) return undefined
    const key = `units/${division}/${form}/${id}-${randomUUID()}`
    await outbox.putParts(key, parts)
    return { key, ranges, version: VERSION }
  }
}

const ROW_DIGITS = 7

export const orderOf = ({ requestedAt, id }: Pick<Upload, 'requestedAt' | 'id'>, index: number): string =>
  `${requestedAt}#${id}#${String(index).padStart(ROW_DIGITS, '0')}`

/** The id of the upload that an order names. */
export const uploadOf = (order: string): string => order.split('#')[1] ?? ''
