/** A person as a list shows one whose name and number the task does not need (docs/access.md#seeing). */

/** Its length is not shown: a surname and two stars. */
export function maskedName(name: string): string {
  const [first = ''] = name
  return first && `${first}**`
}

/** Without the day of birth. */
export function maskedId(id: string): string {
  return id.length < 15 ? '*'.repeat(id.length) : `${id.slice(0, 6)}********${id.slice(-4)}`
}
