import type { NamedDivision } from '../../schemas/records/policy.ts'
import { CHOOSE } from '../../wording/page-names.ts'

interface CountyOptionsProps {
  readonly counties: readonly NamedDivision[]
  readonly city?: NamedDivision
  readonly chosen?: string | undefined
}

/** Blank first: nobody sends for the first county by mistake. */
export function CountyOptions({ counties, city, chosen }: CountyOptionsProps) {
  return (
    <>
      <option value="">{CHOOSE}</option>
      {counties.map((county) => (
        <option value={county.code} selected={county.code === chosen}>
          {county.name}
        </option>
      ))}
      {city && (
        <option value={city.code} selected={city.code === chosen}>
          {city.name}（市级部门）
        </option>
      )}
    </>
  )
}
