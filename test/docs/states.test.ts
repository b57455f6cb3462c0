/** The pictures of docs/states.md are the steps that the stores take; written by `--update`. */
import { expect, test } from 'vitest'
import { UploadState } from '../../schemas/codes.ts'
import { BatchState } from '../../schemas/records/batch.ts'
import { ReturnState } from '../../schemas/records/month-return.ts'
import {
  BATCH_STEPS,
  before,
  CLAIM_STEPS,
  RETURN_STEPS,
  RUN_STEPS,
  type Step,
  UPLOAD_STEPS,
} from '../../schemas/states.ts'
import { textOf } from './documents.ts'

const PATH = 'docs/states.md'
const drawn = (steps: readonly Step<string>[]) =>
  ['```mermaid', 'stateDiagram-v2', ...steps.map(({ from, to, by }) => `    ${from} --> ${to}: ${by}`), '```'].join(
    '\n',
  )

test('pictures and steps are the same', async () => {
  const pictures = [UPLOAD_STEPS, BATCH_STEPS, CLAIM_STEPS, RUN_STEPS, RETURN_STEPS].map(drawn)
  const page = textOf(PATH).replace(/```mermaid\n[^`]*```/g, () => pictures.shift() ?? 'one picture too many')
  expect(pictures).toEqual([])
  await expect(page).toMatchFileSnapshot(new URL(`../../${PATH}`, import.meta.url).pathname)
})

test('every state is reached, none leads back to a request, and a claim that stands is not made again', () => {
  expect(new Set(UPLOAD_STEPS.map(({ to }) => to))).toEqual(new Set(UploadState.options))
  expect(before(UPLOAD_STEPS, 'requested')).toEqual([])
  expect(new Set(BATCH_STEPS.map(({ to }) => to))).toEqual(new Set(BatchState.options))
  expect(new Set(RETURN_STEPS.map(({ to }) => to))).toEqual(new Set(ReturnState.exclude(['open']).options))
  // What is submitted is closed again only where it was sent back.
  expect(before(RETURN_STEPS, 'closing').sort()).toEqual(['closed', 'sent-back'])
  expect(before(CLAIM_STEPS, 'approved').sort()).toEqual(['failed', 'released'])
})
