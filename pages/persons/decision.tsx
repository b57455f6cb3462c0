import type { DecisionShown } from '../../schemas/api/person-file.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { articlesName, lineText } from '../../wording/determination-lines.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { outcomeName } from '../../wording/outcomes.ts'
import { factName } from '../../wording/person-file.ts'

interface DecisionProps {
  readonly of: DecisionShown
  readonly policy: Policy
}

/** What was decided, by which line, on what it rests. */
export function DecisionFacts({ of: decision, policy }: DecisionProps) {
  const { articles, facts, day, policy: version } = decision
  return (
    <dl class="facts">
      <dt>{HEADINGS.outcome}</dt>
      <dd>{outcomeName(decision)}</dd>
      <dt>{HEADINGS.why}</dt>
      <dd>{lineText(decision)}</dd>
      {articles && (
        <>
          <dt>政策依据</dt>
          <dd>{articlesName(articles)}</dd>
        </>
      )}
      {facts.length > 0 && (
        <>
          <dt>{HEADINGS.restsOn}</dt>
          <dd>{facts.map((fact) => factName(fact, policy)).join('、')}</dd>
        </>
      )}
      <dt>比对日期</dt>
      <dd>
        {dayName(day)}（参数第{version}版）
      </dd>
    </dl>
  )
}
