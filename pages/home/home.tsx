import type { Output } from '../../schemas/records/output.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { periodName, whenName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { FOLDER_NAMES, outputName } from '../../wording/output-names.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { NO_OUTPUTS, nextSentence, returnedWords, TASK_WORDS, todayWords, todoSentence } from '../../wording/tasks.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { OwnSearch } from '../parts/person-search.tsx'
import { Working } from '../parts/viewer.tsx'
import { StagesCard, type StagesProps } from '../statistics/stage-figures.tsx'
import { AccountsCard } from './accounts-card.tsx'
import { AuditCard, type AuditSummary } from './audit-card.tsx'
import { type CityListShown, ComparisonCard } from './comparison-card.tsx'
import { DeadLettersCard, type DeadLettersCounted } from './dead-letters-card.tsx'
import { DemoProgress, type DemoState, demoSays } from './demo-progress.tsx'
import { OfficeCard, type OfficeCardProps } from './office-card.tsx'
import { type PolicyAdopted, PolicyCard } from './policy-card.tsx'
import type { CameBack, Happened, Tasks } from './task.ts'
import { nearestOf, TaskList } from './task-list.tsx'

export interface HomeProps {
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  readonly demo: DemoState | undefined
  readonly tasks: Tasks
  /** What is owed after that. */
  readonly next: { readonly what: string; readonly due: string } | undefined
  readonly cameBack: readonly CameBack[]
  /** The latest first. */
  readonly happened: readonly Happened[]
  /** Of the latest month that has any. */
  readonly outputs: readonly Output[]
  /** An upload is being read or matched. */
  readonly moving: boolean
  /** For an agency: how far the month is. */
  readonly way: StagesProps['shown'] | undefined
  /** For whoever verifies the audit. */
  readonly audit: AuditSummary | undefined
  /** For whoever puts one in force. */
  readonly adopted: PolicyAdopted | undefined
  /** For whoever looks after the hub’s queues. */
  readonly dead: DeadLettersCounted | undefined
  /** For whoever sends the city’s lists. */
  readonly cityLists: readonly CityListShown[]
  /** What the office looks at first beside what is due. */
  readonly card: OfficeCardProps | undefined
  readonly fault: Fault | undefined
}

/** What is due, what came back, what has happened. */
export function Home(props: HomeProps) {
  const { policy, local, today, demo, tasks, next, cameBack, happened, outputs, moving, audit, cityLists, fault } =
    props
  const { mine, others } = tasks
  const { nearest, overdue } = nearestOf(mine, today)
  const unfinished = demo !== undefined && !demo.plan.doneAt
  return (
    <Layout
      landscape
      policy={policy}
      here="/"
      local={local}
      said={demo ? demoSays(demo.plan) : ''}
      fault={fault}
      {...((moving || unfinished) && { again: 5 })}
    >
      <h1 class="hidden">{PAGE_NAMES.home}</h1>
      {demo && <DemoProgress demo={demo} />}
      <section class="card" aria-labelledby="todo-title">
        <h2 id="todo-title">{TASK_WORDS.todo}</h2>
        <p class="hint">{todayWords(today)}</p>
        <div id="todo" data-live data-moving={moving ? '' : undefined}>
          <p class="said">
            {todoSentence(mine.length, nearest, overdue)}
            {mine.length === 0 && next && nextSentence(next.what, next)}
          </p>
          {mine.length > 0 && <TaskList labelledBy="todo-title" tasks={mine} today={today} />}
        </div>
      </section>
      {others.length > 0 && (
        <section class="card" aria-labelledby="others-title">
          <h2 id="others-title">{TASK_WORDS.others}</h2>
          <div id="others" data-live>
            <TaskList labelledBy="others-title" tasks={others} today={today} />
          </div>
        </section>
      )}
      {cameBack.length > 0 && (
        <section class="card" aria-labelledby="came-back-title">
          <h2 id="came-back-title">{TASK_WORDS.cameBack}</h2>
          <ul class="lines" id="came-back" data-live>
            {cameBack.map(({ what, of, rows, why, href }) => (
              <li>
                <a href={href}>
                  {what}（{of}）：{returnedWords(rows)}
                </a>
                <small>{why.join('；')}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {props.way && <StagesCard shown={props.way} policy={policy} />}
      {props.card && <OfficeCard {...props.card} />}
      {cityLists.length > 0 && <ComparisonCard lists={cityLists} />}
      <AccountsCard />
      {props.adopted && <PolicyCard of={props.adopted} />}
      {props.dead && <DeadLettersCard of={props.dead} />}
      {audit && <AuditCard of={audit} />}
      <OwnSearch />
      <Working>
        <div class="columns even">
          <section class="card" aria-labelledby="lately-title">
            <h2 id="lately-title">{TASK_WORDS.lately}</h2>
            <ul class="lines" id="lately" data-live>
              {happened.length === 0 && <li class="hint">还没有报送和办理的记录。</li>}
              {happened.map(({ on, at, what, href }) => (
                <li>
                  <a href={href}>{what}</a>
                  <small>{whenName(on, at)}</small>
                </li>
              ))}
            </ul>
          </section>
          <RecentFiles policy={policy} outputs={outputs} />
        </div>
      </Working>
    </Layout>
  )
}

const SHOWN = 6

/** A file with persons is asked for on the page that asks for a purpose. */
function RecentFiles({ policy, outputs }: Pick<HomeProps, 'policy' | 'outputs'>) {
  const [first] = outputs
  return (
    <section class="card" aria-labelledby="files-title">
      <h2 id="files-title">{TASK_WORDS.files}</h2>
      {!first ? (
        <p class="hint">{NO_OUTPUTS}</p>
      ) : (
        <>
          <p class="hint">
            {HEADINGS.period}：{periodName(first.period)}
          </p>
          <ul class="lines">
            {outputs.slice(0, SHOWN).map((output) => (
              <li>
                <a href={hrefOf(output)}>
                  {FOLDER_NAMES[output.folder]}-{outputName(output, policy)}
                </a>
              </li>
            ))}
          </ul>
          <p>
            <a href={`/outputs?period=${first.period}`}>{TASK_WORDS.allFiles}</a>
          </p>
        </>
      )}
    </section>
  )
}

const hrefOf = ({ division, period, folder, name }: Output) =>
  folder === 'statistics'
    ? `/api/outputs/${division}/${period}/${folder}/${name}`
    : `/outputs?period=${period}#outputs-title`
