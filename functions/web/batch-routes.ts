/** Batches and produced files: schema in, store or queue, schema out. */
import { Hono } from 'hono'
import { outputFileName } from '../../pages/words/output-names.ts'
import { type Batch, BatchRequest } from '../../schemas/batch.ts'
import { Confirmation } from '../../schemas/upload.ts'
import type { WebDeps } from './deps.ts'
import { found, jsonBody, policyInForce, refuse } from './refuse.ts'
import { asOfRequest } from './today.ts'

/** Seconds for which a link to a file is good. */
const LINK_SECONDS = 300

export function batchRoutes(deps: WebDeps): Hono {
  const api = new Hono()

  api.post('/batches', async (c) =>
    c.json(await prepareBatch(asOfRequest(deps, c), await jsonBody(c.req.raw, BatchRequest)), 202),
  )
  api.get('/batches/:county', async (c) => c.json(await deps.batches.list(c.req.param('county'))))
  api.get('/batches/:county/:id', async (c) =>
    c.json(found(await deps.batches.get(c.req.param('county'), c.req.param('id')))),
  )
  api.post('/batches/:county/:id/approve', async (c) => {
    const batch = found(await deps.batches.get(c.req.param('county'), c.req.param('id')))
    await approveBatch(asOfRequest(deps, c), batch, (await jsonBody(c.req.raw, Confirmation)).by)
    return c.json({ ok: true }, 202)
  })

  api.get('/outputs/:division', async (c) => c.json(await deps.outputs.list(c.req.param('division'))))
  api.get('/outputs/:division/:period/:folder/:name', async (c) => {
    const { division, period, folder, name } = c.req.param()
    const output = found(
      (await deps.outputs.list(division)).find((o) => o.period === period && o.folder === folder && o.name === name),
    )
    const saveAs = outputFileName(output, await policyInForce(deps))
    return c.redirect(await deps.outbox.signGet(output.key, saveAs, LINK_SECONDS))
  })
  return api
}

/** One person prepares: the ready cases of a closed period. */
async function prepareBatch(deps: WebDeps, { county, review: id, by }: BatchRequest): Promise<Batch> {
  const review = await deps.reviews.get(county, id)
  if (!review?.snapshot || !review.period) throw refuse(409, '该月份还没有汇总完成，不能组批。请等汇总完成后再试。')
  const now = deps.now()
  const day = deps.dayOf(now)
  const year = yearOf({ day })
  if (yearOf(review) !== year)
    throw refuse(409, `该月份是按${yearOf(review)}年度认定的，不能用于${year}年度的缴费。请先汇总新的月份。`)
  const batch: Batch = {
    id: await deps.batches.number(county, year),
    county,
    period: review.period,
    review: id,
    year,
    day,
    at: now.toISOString(),
    state: 'preparing',
    preparedBy: by,
  }
  await deps.batches.create(batch)
  await deps.batchQueue.send({ type: 'prepare', county, batch: batch.id })
  return batch
}

/**
 * Another person approves, and answers for it with their name.
 * @throws 409 where it is the same person, the year is over, or the batch does not wait (any longer)
 */
export async function approveBatch(deps: WebDeps, batch: Batch, by: string): Promise<void> {
  if (batch.preparedBy === by) throw refuse(409, '组批和审批不能是同一个人。请由另一位同事审批。')
  const day = deps.dayOf(deps.now())
  if (batch.state === 'prepared' && yearOf({ day }) !== batch.year)
    throw refuse(409, `这一批是${batch.year}年度的缴费，年度已过，不能再审批。`)
  const isApproved = await deps.batches.advance(batch, 'prepared', { state: 'approving', approvedBy: by, day })
  // Said again by the same person: perhaps the first message was lost on its way to the queue.
  if (!isApproved && batch.approvedBy !== by)
    throw refuse(409, '这一批不在待审批状态，可能别人已经处理过。请刷新页面查看。')
  await deps.batchQueue.send({ type: 'approve', county: batch.county, batch: batch.id })
}

const yearOf = ({ day }: { day: string }): number => Number(day.slice(0, 4))
