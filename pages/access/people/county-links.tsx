import type { Policy } from '../../../schemas/records/policy.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { useMay } from '../../parts/viewer.tsx'

/** A city's own accounts and each county's, for whoever looks after several. */
export function CountyLinks({ policy, county, path }: { policy: Policy; county: string; path: string }) {
  const may = useMay()
  const places = [policy.city, ...policy.counties].filter(({ code }) => may('oversee', 'account', { division: code }))
  if (places.length < 2) return null
  return (
    <nav class="periods" aria-label={HEADINGS.county}>
      {places.map(({ code, name }) => (
        <a href={`${path}?division=${code}`} aria-current={code === county ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
