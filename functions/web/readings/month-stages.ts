/** How far counties are with a month: lists, close, return, batches, bank, allocation. */

import { outstandingFen } from '../../../rules/payments/money.ts'
import { moneyOf, settledRows } from '../../../rules/payments/results.ts'
import type { MonthStage, StagesShown } from '../../../schemas/api/statistics.ts'
import type { Batch } from '../../../schemas/records/batch.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import type { MonthReturn } from '../../../schemas/records/month-return.ts'
import type { Standing } from '../../../schemas/records/obligation.ts'
import { listOf } from '../../../schemas/records/upload.ts'

interface Found {
  readonly county: string
  readonly period: string
  readonly standings: readonly Standing[]
  readonly own: MonthReturn | undefined
  readonly batches: readonly Batch[]
  readonly requests: readonly FundingRequest[]
}

export function monthStages({ county, period, standings, own, batches, requests }: Found): StagesShown {
  const lists = standings.filter(
    ({ obligation: o }) => o.division === county && o.period === period && listOf(o.form) !== undefined,
  )
  const sent = lists.filter(({ at, held }) => at !== undefined && !held)
  const ofPeriod = batches.filter((batch) => batch.county === county && batch.period === period)
  const numbered = ofPeriod.filter(({ state }) => state !== 'empty' && state !== 'returned')
  const approved = numbered.filter((batch) => moneyOf(batch) !== undefined)
  const asked = requests.filter(({ batch }) => approved.some(({ id }) => id === batch))
  const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0)
  const stage = (name: MonthStage, part: number, whole: number) => ({ stage: name, part, whole })
  const requested = sum(asked, (request) => request.requested)
  return {
    county,
    stages: [
      stage('lists', sent.length, lists.length),
      stage('close', own?.drawn ? 1 : 0, 1),
      stage('return', own?.standing === undefined ? 0 : 1, 1),
      stage('batch', approved.length, numbered.length),
      stage(
        'bank',
        sum(approved, settledRows),
        sum(approved, ({ frozen }) => frozen?.rows ?? 0),
      ),
      stage('allocation', requested - sum(asked, outstandingFen), requested),
    ],
  }
}
