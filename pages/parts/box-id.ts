/** Where the file of a list that is due is chosen, on the page of lists. */
export function boxId({ form, period }: { readonly form: string; readonly period: string }): string {
  return `box-${form}-${period}`
}
