/** Whose a produced file is, and of what kind (docs/rules.md#who-sees-what). */
import type { Resource } from '../../../schemas/access.ts'
import type { Output } from '../../../schemas/records/output.ts'

const RESOURCES: Record<Output['folder'], Resource> = {
  township: 'materials-notice',
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
