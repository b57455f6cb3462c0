/** Letters about the quarterly confirmation of accounts. */
import type { AboutCheck } from '../../schemas/messages/to-deadlines.ts'
import { PRODUCT } from '../../schemas/product.ts'
import { dayAndWeekday } from '../dates.ts'
import { PAGE_NAMES } from '../page-names.ts'
import type { Words } from './letter.ts'

export const CHECK_LETTERS: Record<AboutCheck['type'], (dueOn: string) => Words> = {
  'accounts.check': (dueOn) => ({
    subject: `请核对单位在“${PRODUCT}”平台的账号`,
    text: `每季度核对一次账号。请在${dayAndWeekday(dueOn)}前核对每个账号的使用人是否仍在岗，已经离开的请注明。`,
    step: {
      text: '请登录平台，打开账号核对页面，核对后确认。',
      label: PAGE_NAMES.accountChecks,
      page: 'account-checks',
    },
  }),
  'accounts.overdue': (dueOn) => ({
    subject: '有单位没有按期核对账号',
    text: `有单位没有在${dayAndWeekday(dueOn)}前核对本单位的账号。请了解情况，督促核对。`,
    step: { text: '请登录平台，在首页查看是哪些单位。', label: PAGE_NAMES.home, page: '' },
  }),
}
