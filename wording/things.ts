/** Words of every list of things. */
export const TABS = { todo: '待办', doing: '办理中', done: '已办结', all: '全部' } as const
export type Tab = keyof typeof TABS

export const THING_WORDS = {
  find: '查找',
  findLabel: '查找（编号、单位、报表，不要写姓名和身份证号码）',
  download: '下载这张清单（.xlsx）',
  files: '下载',
  nothing: '没有',
  none: '无',
} as const

/** `待办2件。` */
export const countWords = (tab: Tab, count: number, find: string): string =>
  `${tab === 'all' ? '' : TABS[tab]}${find ? `含“${find}”的` : ''}共${count}件。`

export const countFiles = (count: number): string => `共${count}份文件。`

/** `含“残联”的共2个账号。` */
export const countPeople = (count: number, find: string): string => `${find ? `含“${find}”的` : ''}共${count}个账号。`

export const moreWords = (shown: number, more: number): string =>
  `这里列出前${shown}件，其余${more}件请用查找缩小范围，或者下载清单。`

export const CASES_FILE_HINT = '“导出Excel”为这一栏现在列出的全部案件，有姓名和身份证号码；已办结的只有编号和状态。'

export const moreRows = (shown: number, more: number): string => `这里列出前${shown}行，其余${more}行请下载清单。`

export const moreCases = (shown: number, more: number): string =>
  `这里列出最近${shown}件，其余${more}件请按案件编号、姓名或者身份证号码查找。`

export const notFoundWords = (find: string): string =>
  `没有含“${find}”的。请换一个编号、单位或者报表名，或者看“${TABS.all}”。`

export const SENT_FILES = '各份报送'
export const NOTHING_SENT = {
  own: '这个月还没有报送。应报的名单在上面，选好文件即可报送。',
  others: '这个月还没有报送。有关单位报送以后，列在这里；谁还没有报送，见“报送及时情况”。',
} as const
