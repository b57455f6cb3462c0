/** Cases that rows name, with their persons. */
import type { NamedCase } from '../../../rules/answers/named-case.ts'
import { present } from '../../../schemas/present.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import type { IntakeDeps } from '../deps.ts'

export interface FoundCase extends NamedCase {
  readonly key: string
  readonly isClosed: boolean
}

export interface Cases {
  load(numbers: readonly string[]): Promise<void>
  /** Listed in the township, or notified to it at the last close. */
  ofTownship(number: string, township: string): FoundCase | undefined
  known(number: string): FoundCase
}

export async function findCases(_deps: IntakeDeps, _upload: Upload, _policy: Policy): Promise<Cases> {
  const found = new Map<string, FoundCase>()
  return {
    load: async () => {},
    ofTownship: (number) => found.get(number),
    known: (number) => present(found.get(number), 'the case of an accepted row'),
  }
}
