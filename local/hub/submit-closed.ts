/** The returns of a month without a person there: every closed county's, then the city's sum of them. */
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import { BY_ITSELF } from '../../wording/returns.ts'
import type { CountyFaults } from './county-faults.ts'
import type { HubClient } from './hub-client.ts'

interface Submitting {
  readonly period: string
  readonly city: string
  readonly idle: (stages?: readonly string[]) => Promise<void>
  readonly faults: Pick<CountyFaults, 'of' | 'has'>
}

export async function submitClosed(
  client: Pick<HubClient, 'submit'>,
  closed: readonly Pick<DeterminationRun, 'county'>[],
  { period, city, idle, faults }: Submitting,
): Promise<void> {
  await idle(['report'])
  const submit = (division: string) =>
    faults.of(
      division,
      client.submit(division, period, BY_ITSELF).then(() => true),
    )
  const whole = closed.filter(({ county }) => !faults.has(county))
  const submitted = await Promise.all(whole.map(({ county }) => submit(county)))
  if (submitted.some(Boolean)) await submit(city)
  // The files of what was submitted are the month's.
  await idle(['report'])
}
