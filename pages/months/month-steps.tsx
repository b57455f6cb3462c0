import type { MonthReturn, ReturnState } from '../../schemas/records/month-return.ts'
import { dayName } from '../../wording/dates.ts'
import { RETURN_WORDS } from '../../wording/returns.ts'
import { SENT_TODAY, type StateWords } from '../../wording/upload-state.ts'
import type { MonthStanding } from '../parts/month-lists.tsx'
import { Steps } from '../parts/steps.tsx'

export interface MonthStepsProps {
  readonly own: MonthReturn
  readonly state: ReturnState
  /** Persons under review at the close. */
  readonly reviews: number | undefined
  readonly month: MonthStanding
}

interface StepShown {
  readonly name: string
  readonly state: StateWords
}

const STATES = { good: 'done', wait: 'now', moving: 'now', bad: 'stop', plain: 'coming' } as const

const REGISTER_DAYS = 31
const said = (tone: StateWords['tone'], words: string, more?: string): StateWords => ({
  ...{ tone, words, moving: tone === 'moving' },
  ...(more && { more }),
})

/** The month step by step: lists, register, reviews, close, submission, sending back. */
export function MonthSteps(props: MonthStepsProps) {
  return (
    <Steps
      steps={stepsOf(props).map(({ name, state: { words, more, tone } }) => ({
        ...{ name, state: STATES[tone], note: more ? `${words}：${more}` : words },
      }))}
    />
  )
}

function stepsOf({ own, state, reviews, month: { lists, register } }: MonthStepsProps): StepShown[] {
  const { drawn, versions, standing } = own
  const missing = lists.filter(({ last, nil }) => !nil && last?.state !== 'accepted').length
  const submitted = versions.find(({ version }) => version === standing)
  const back = versions.findLast(({ sentBack }) => sentBack)?.sentBack
  return [
    {
      name: '1. 名单',
      state: missing > 0 ? said('wait', `${missing}份还没有报齐`) : said('good', `${lists.length}份已报齐`),
    },
    {
      name: '2. 参保登记信息',
      state: !register
        ? said('bad', '没有报送过')
        : said(
            register.days > REGISTER_DAYS ? 'wait' : 'good',
            register.days === 0 ? SENT_TODAY : `${register.days}天前报送`,
          ),
    },
    {
      name: '3. 待复核',
      state: reviews === undefined ? said('plain', '办结后可知') : said(reviews > 0 ? 'wait' : 'good', `${reviews}人`),
    },
    {
      name: '4. 办结',
      state:
        state === 'closing'
          ? said('moving', RETURN_WORDS.closing)
          : drawn
            ? said('good', `${RETURN_WORDS.closed}（${dayName(drawn.day)}）`)
            : said('plain', RETURN_WORDS.notClosed),
    },
    {
      name: '5. 报送',
      state: submitted
        ? said('good', `已报送（${dayName(submitted.on)}）`)
        : said(drawn ? 'wait' : 'plain', RETURN_WORDS.notSubmitted),
    },
    ...(back
      ? [{ name: '6. 退回', state: said(submitted ? 'plain' : 'bad', `曾于${dayName(back.on)}退回`, back.reason) }]
      : []),
  ]
}
