/** What a command needs of a hub, embedded or deployed. */
import { variableName } from '../../schemas/setting-names.ts'

export interface HubAccess {
  /** Outputs of the hub's stack. */
  readonly outputs: Readonly<Record<string, string>>
  /** Endpoints and keys of the embedded engines; without them the command's own account is asked. */
  readonly env?: Readonly<Record<string, string>>
}

/** As the functions know them. */
export function settingsOf({ outputs }: HubAccess): Record<string, string> {
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [variableName(name), value]))
}
