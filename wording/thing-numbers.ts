/** Numbers that are said on the telephone. */

/** `2018-05-K3F9QZ1A`: of its time, whose first signs change once in years, and of chance. */
export function uploadNumber({ id }: { readonly id: string }): string {
  const [year = '', month = '', signs = ''] = id.split('-')
  return `${year}-${month}-${signs.slice(4, 12).toUpperCase()}`
}
