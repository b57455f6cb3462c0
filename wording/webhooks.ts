/** Events that offices' own systems are told (docs/integrate.md#webhooks). */
import type { Delivery, DeliveryFault, WebhookEvent } from '../schemas/records/webhook.ts'

export const EVENT_NAMES: Record<WebhookEvent, string> = {
  'upload.settled': '报送的文件已有结果',
  'return.submitted': '统计表已报送',
  'batch.published': '代缴批次已审批发出',
}
const TEST_NAME = '测试'

export const deliveryName = ({ type }: Pick<Delivery, 'type'>): string =>
  type === 'webhook.test' ? TEST_NAME : EVENT_NAMES[type]
export const eventNames = (events: readonly WebhookEvent[]): string => events.map((one) => EVENT_NAMES[one]).join('、')

const FAULTS: Record<DeliveryFault, string> = {
  status: '对方系统没有接收',
  redirect: '对方系统要求转到别的地址',
  timeout: '对方系统10秒内没有应答',
  address: '地址在内部网络，平台不推送',
  unreachable: '连接不上对方系统',
  revoked: '已经停止推送',
}

/** @returns what became of a try, as a word with its tone */
export function triedWords({ status, why }: NonNullable<Delivery['last']>) {
  const words = why ? FAULTS[why] : '已送达'
  return { words: why && status ? `${words}（状态码${status}）` : words, tone: why ? 'bad' : 'good' } as const
}

export const NEVER_SENT = { words: '还没有推送过', tone: 'plain' } as const
export const UNDELIVERED = '未送达'
export const undelivered = (count: number): string => (count > 0 ? `${count}条` : '')

export const MAKE_WEBHOOK = '新建事件推送'
export const STOP_WEBHOOK = '停止推送'
export const TEST_WEBHOOK = '推送测试事件'
export const REPLAY = '重新推送'
export const REPLAY_ALL = '全部重新推送'
export const SENT_NOW = '已交给平台推送，结果在下面显示：送达的不再列出，没有送达的稍后自动再推。'
export const BACK_TO_WEBHOOKS = '返回事件推送'
export const WEBHOOK_HEADINGS = {
  url: '推送地址',
  events: '事件',
  last: '最近一次推送',
  tries: '已推送次数',
  next: '下次推送',
} as const

export const NO_WEBHOOKS = '还没有事件推送。单位的业务系统要接收通知的，请向对方要推送地址，在下面新建。'
