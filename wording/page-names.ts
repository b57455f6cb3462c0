/** Names of pages, and of links to them. */
import { NIL_RETURN } from './forms.ts'

export const PAGE_NAMES = {
  home: '首页',
  lists: '报送',
  month: '本月办理',
  outputs: '报表和通知',
  send: '报送名单',
  roster: '现行名单',
  comparison: '市县比对',
  toldFiles: '核对文件',
  sentFiles: '已报送的文件',
  mendRows: '退回的行',
  nil: NIL_RETURN,
  receipt: '回执',
  changes: '人员变动',
  close: '办结本月',
  batch: '代缴批次',
  corrections: '待更正的名单',
  conflicts: '两县重复',
  silentRows: '银行未答复的记录',
  returns: '统计报送',
  return: '统计表',
  consolidation: '汇总表',
  cases: '案件办理',
  case: '案件',
  personFile: '人员档案',
  search: '查找人员',
  materials: '材料收集',
  village: '入户村表',
  reconciliation: '对账',
  funding: '资金申请',
  balances: '年度账',
  bank: '银行批次',
  timeliness: '报送及时情况',
  statistics: '统计图',
  problems: '问题清单',
  order: '督办单',
  onePage: '月报一页纸',
  policy: '参数设置',
  policyDraft: '核对参数变化',
  notices: '通知',
  mails: '未送达的通知',
  deadLetters: '平台运行',
  account: '我的账号',
  audit: '审计记录',
  looks: '查看记录',
  people: '人员账号',
  newAccount: '新建账号',
  waiting: '待确认的账号',
  keys: '接口密钥',
  webhooks: '事件推送',
  accountChecks: '账号核对',
} as const

/** Entries of the navigation, short enough for a phone's width. */
export const AREA_NAMES = {
  home: '首页',
  lists: '报送',
  month: '办理',
  cases: '案件',
  money: '资金',
  overview: '统计',
  accounts: '管理',
} as const

export const BACK_TO_PROBLEMS = `返回${PAGE_NAMES.problems}`
export const BACK_TO_STATISTICS = `返回${PAGE_NAMES.statistics}`
export const BACK_HOME = '返回首页'
export const BACK_TO_LISTS = '返回报送'
export const BACK_TO_MONTH = '返回本月办理'
export const BACK_TO_BATCHES = '返回代缴批次'
export const BACK_TO_RECONCILIATION = '返回对账'
export const BACK_TO_FUNDING = '返回资金申请'
export const BACK_TO_BANK = '返回银行批次'
export const BACK_TO_RETURNS = '返回统计报送'
export const BACK_TO_RETURN = '返回本月统计表'
export const BACK_TO_ACCOUNT = '返回我的账号'
export const BACK_TO_SIGN_IN = '返回，用密码和验证码登录'
export const BACK_TO_FIRST_USE = '返回，设置密码'
export const BACK_TO_AUDIT = '返回审计记录'
export const BACK_TO_POLICY = '返回参数设置'
export const BACK_TO_RECEIPT = '返回回执'
export const SEE_RECEIPT = '查看回执'
export const SEE_CHANGES = '查看人员变动名单'
export const BACK_TO_COMPARISON = `返回${PAGE_NAMES.comparison}`
export const BACK_TO_CASES = `返回${PAGE_NAMES.cases}`
export const BACK_TO_FILE = `返回${PAGE_NAMES.personFile}`
export const BACK_TO_MATERIALS = `返回${PAGE_NAMES.materials}`
export const PRINT_PAGE = '用浏览器的打印功能打印，一页A4纸。'
export const PRINT_LIST = '用浏览器的打印功能打印，A4纸横放。'
export const DOWNLOAD_FORM = '下载已填好人员的表'
export const FIND = '查找'
export const OPEN_FILE = '打开档案'
export const EXPORT = '导出Excel'
export const SEE_ROWS = '查看明细'
export const SHOW_WHOLE = '显示完整姓名和号码'
export const CHOOSE = '请选择'
export const SEEN_TO = '已处理'
export const PREPARE_BATCH = '生成代缴批次'
export const LEFT_OUT = '未列入的人员'
export const NEXT = '下一步'
export const OVERDUE = '逾期'
export const SEND_BACK = '退回'
export const SUBMIT = '报送'
export const UPLOAD = '上传'
export const SEE_AND_CLOSE = '核对并办结'
export const TAKE_BACK = '撤回'
export const SIGN_POLICY = '确认采用'
