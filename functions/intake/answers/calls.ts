/** Whose turn the rows of a file make something: counted by office, told once the file has been taken. */
import type { Call } from '../../../schemas/records/upload.ts'

export class Calls {
  readonly #calls = new Map<string, Call>()

  add(call: Omit<Call, 'count'>): void {
    const name = [call.what, call.division, call.office].join(' ')
    this.#calls.set(name, { ...call, count: (this.#calls.get(name)?.count ?? 0) + 1 })
  }

  get all(): { readonly calls?: Call[] } {
    return this.#calls.size > 0 ? { calls: [...this.#calls.values()] } : {}
  }
}
