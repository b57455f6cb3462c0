/** The lines of the determination in sentences (docs/rules.md#determination). */

export const LINE_SENTENCES: Readonly<Record<string, string>> = {
  'name-conflict': '各份名单之间，或者名单与参保登记之间，姓名不一致，先复核。',
  deceased: '参保登记的状态是死亡。',
  'register-incomplete': '本县还没有可以采用的参保登记信息，或者这个人的一行已经退回，先复核。',
  'two-counties': '两个县（市、区）的名单上都有这个人，先复核。',
  'duplicate-enrolment': '两个县（市、区）都有这个人的城乡居民参保登记，先复核。',
  'enrolled-elsewhere': '城乡居民参保登记在外县，先复核。',
  'under-16': '未满16周岁，不参保。',
  'other-scheme': '参加企业职工或者机关事业单位养老保险，或者正在领取其待遇。',
  drawing: '年满60周岁，正在领取城乡居民养老待遇。',
  claim: '年满60周岁，没有在领取待遇，应当申领。',
  sponsored: '本年已由政府代缴。',
  'self-paid': '本年个人已经缴费。',
  student: '参保登记信息标明是在校学生。',
  pay: '已经参保，本年没有缴费，由政府代缴。',
  enrol: '没有参保，或者已经终止参保，先办理参保，再由政府代缴。',
}

const PARTS: Readonly<Record<string, string>> = { '1': '一', '2(8)': '二（八）' }

/** `1, 2(8)` */
export function articlesName(articles: string): string {
  const parts = articles.split(', ').map((part) => PARTS[part] ?? part)
  return `韶府办明电〔2018〕124号${parts.join('、')}`
}

export const lineText = ({ line, sentence }: { readonly line: number; readonly sentence: string }): string =>
  `比对规则第${line}条：${sentence}`
