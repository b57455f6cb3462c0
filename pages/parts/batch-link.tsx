import { useMay } from './viewer.tsx'

/** A batch's number, which leads to it where its page is the reader's. */
export function BatchLink({ county, id }: { readonly county: string; readonly id: string }) {
  const may = useMay()('see', 'batch', { division: county }, true)
  return may ? <a href={`/batches/${county}/${id}`}>{id}</a> : <span>{id}</span>
}
