/** Whose a produced file is, and of what kind (docs/rules.md#who-sees-what). */
import * as z from 'zod'
import type { Resource } from '../../../schemas/access.ts'
import { Division } from '../../../schemas/codes.ts'
import { Output } from '../../../schemas/records/output.ts'
import { outputFileName } from '../../../wording/output-names.ts'
import type { WebDeps } from '../deps.ts'
import type { Thing } from '../http/allow.ts'
import { found } from '../http/refuse.ts'

const RESOURCES: Record<Output['folder'], Resource> = {
  township: 'materials-notice',
  // Its evidence names other counties: the agency’s alone.
  review: 'batch',
  unpaid: 'ledger',
  bank: 'payment-instruction',
  finance: 'funding-request',
  ledger: 'ledger',
  statistics: 'statistics',
}

type Named = Pick<Output, 'division' | 'folder' | 'name'>

export const resourceOf = ({ folder }: Named): Resource => RESOURCES[folder]
export const hasPersons = ({ folder }: Named): boolean => folder !== 'statistics'

/** A materials notice is its township's, by which it is named. */
export function ownerOf({ division, folder, name }: Named): { division: string } {
  const stem = name.replace(/\.xlsx$/, '')
  return { division: folder === 'township' && stem.startsWith(division) ? stem : division }
}

export const outputParams = { division: Division, period: z.string(), folder: Output.shape.folder, name: z.string() }
export const outputDoes = { action: 'see', resource: 'ledger', of: 'division', persons: true, file: true } as const

/** Of a file that holds persons. */
export const outputOwner = async (_: unknown, output: Named): Promise<Thing | undefined> =>
  hasPersons(output) ? { ...ownerOf(output), resource: resourceOf(output), persons: true } : undefined

/** @throws 404 */
export async function outputFile(
  { outputs, policies }: Pick<WebDeps, 'outputs' | 'policies'>,
  { division, period, folder, name }: Omit<Output, 'key' | 'version'>,
): Promise<{ key: string; fileName: string }> {
  const all = await outputs.list(division, period)
  const output = found(all.find((one) => one.folder === folder && one.name === name))
  return { key: output.key, fileName: outputFileName(output, await policies.inForce()) }
}
