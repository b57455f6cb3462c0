import type { Demo } from '../../schemas/records/demo.ts'
import { periodName } from '../../wording/dates.ts'

export interface DemoMonth {
  readonly period: string
  /** Matched to the end. */
  readonly sent: number
  readonly files: number
  readonly closed: number
  readonly counties: number
}

export interface DemoState {
  readonly plan: Demo
  readonly months: readonly DemoMonth[]
}

/** Progress counted, never guessed. */
export function DemoProgress({ demo: { plan, months } }: { demo: DemoState }) {
  const total = months.reduce((sum, m) => sum + m.files + m.counties, 0)
  const done = months.reduce((sum, m) => sum + m.sent + m.closed, 0)
  return (
    <section
      id="demo"
      data-live
      data-moving={plan.doneAt ? undefined : ''}
      class="card demo"
      aria-labelledby="demo-title"
    >
      <h2 id="demo-title">{demoSays(plan)}</h2>
      {!plan.doneAt && (
        <progress max={total} value={done} aria-labelledby="demo-title">
          {done}/{total}
        </progress>
      )}
      <ul>
        {months.map((month) => (
          <li>
            <strong>{periodName(month.period)}</strong>：已比对 {month.sent}/{month.files} 份，已办结 {month.closed}/
            {month.counties} 个县（市、区）
          </li>
        ))}
      </ul>
      <p class="hint">演示城市的人员全部是虚构的，由程序按固定的种子生成。</p>
    </section>
  )
}

export function demoSays(plan: Demo): string {
  if (plan.doneAt) return `演示城市${plan.months.length}个月的名单和登记信息已全部完成`
  if (plan.failedAt) return '演示城市没有全部完成：系统出错，请查看启动平台的窗口，并重新启动'
  return '演示城市正在报送和比对'
}
