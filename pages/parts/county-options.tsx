import type { Place } from '../../schemas/policy.ts'

/** What a select of counties holds: first nothing, so that nobody sends for the first county by mistake. */
export function CountyOptions({ counties, city }: { counties: readonly Place[]; city?: Place }) {
  return (
    <>
      <option value="">请选择</option>
      {counties.map((county) => (
        <option value={county.code}>{county.name}</option>
      ))}
      {city && <option value={city.code}>{city.name}（市级部门）</option>}
    </>
  )
}
