/** Letters about a 督办单: its words stay on its page, as they are free text. */
import { orderState } from '../../rules/deadlines/order-acts.ts'
import type { AboutOrder } from '../../schemas/messages/to-deadlines.ts'
import type { SupervisionOrder } from '../../schemas/records/supervision.ts'
import { dayName } from '../dates.ts'
import { HEADINGS } from '../headings.ts'
import { PAGE_NAMES } from '../page-names.ts'
import { orderName } from '../supervision.ts'
import type { Words } from './letter.ts'

interface OrderLetter {
  readonly to: 'owner' | 'issuer'
  /** Nothing, where a later act made the letter needless. */
  readonly words: (order: SupervisionOrder) => Words | undefined
}

const items = ({ id, due }: SupervisionOrder) => [
  { title: `${PAGE_NAMES.order}编号`, mark: orderName(id) },
  { title: HEADINGS.due, mark: dayName(due), urgent: true },
]

export const ORDER_LETTERS: Record<AboutOrder['type'], OrderLetter> = {
  'order.issued': {
    to: 'owner',
    words: (order) =>
      orderState(order) === 'open'
        ? {
            subject: `${PAGE_NAMES.order}：${orderName(order.id)}，${dayName(order.due)}前答复`,
            text: `人社局就逾期或者有争议的事项，向贵单位发出${PAGE_NAMES.order}。`,
            items: items(order),
            step: { text: '请打开查看要求，办理后在平台上答复。', label: '查看并答复' },
          }
        : undefined,
  },
  'order.answered': {
    to: 'issuer',
    words: (order) =>
      orderState(order) === 'answered'
        ? {
            subject: `${PAGE_NAMES.order}已答复：${orderName(order.id)}`,
            text: '被督办单位已经答复。',
            items: items(order),
            step: { text: '请打开查看答复：符合要求的予以办结，不符合的退回。', label: '查看答复' },
          }
        : undefined,
  },
  'order.returned': {
    to: 'owner',
    words: (order) =>
      orderState(order) === 'returned'
        ? {
            subject: `${PAGE_NAMES.order}答复被退回：${orderName(order.id)}`,
            text: '贵单位的答复不符合要求，已被退回。',
            items: items(order),
            step: { text: '请打开查看退回原因，办理后重新答复。', label: '查看并重新答复' },
          }
        : undefined,
  },
}
