import type { Policy } from '../../../schemas/records/policy.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { useMay } from '../../parts/viewer.tsx'

interface CountyLinksProps {
  readonly policy: Policy
  readonly county: string
  readonly path: string
  /** A heading names the place, so that paper needs no second name. */
  readonly isNamed?: boolean
}

/** A city's own accounts and each county's, for whoever looks after several. */
export function CountyLinks({ policy, county, path, isNamed = false }: CountyLinksProps) {
  const may = useMay()
  const places = [policy.city, ...policy.counties].filter(({ code }) => may('oversee', 'account', { division: code }))
  if (places.length < 2) return null
  return (
    <nav class={isNamed ? 'periods screen' : 'periods'} aria-label={HEADINGS.county}>
      {places.map(({ code, name }) => (
        <a href={`${path}?division=${code}`} aria-current={code === county ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
