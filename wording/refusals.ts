/** Sentences for refused requests: the fault, and the next step. */
import type { GrantFault } from '../rules/access/grants.ts'
import type { PasswordFault } from '../rules/access/password-rules.ts'
import { PROBLEM_STATUSES, type Problem, type ProblemCode } from '../schemas/api/problem.ts'
import type { UnreadableReason } from '../schemas/codes.ts'
import { dayName } from './dates.ts'
import { GRANT_FAULTS, lastOf } from './people.ts'
import { monthSubmitted } from './returns.ts'
import { refusal } from './row-reasons.ts'

const PASSWORD_FAULTS: Record<PasswordFault | 'used', string> = {
  short: '密码太短。请用至少10个字符，包含大写字母、小写字母、数字、符号中的3种；或者用至少16个字符。',
  plain: '密码太简单。请包含大写字母、小写字母、数字、符号中的3种；或者用至少16个字符。',
  long: '密码太长。请用不超过128个字符。',
  common: '这个密码太常见，容易被猜到。请换一个。',
  own: '密码中不能有姓名、手机号或者电子邮箱。请换一个。',
  used: '不能用最近5次用过的密码。请换一个。',
}

/** An unnamed field is the whole body. */
const named = (fields: readonly string[]) => fields.map((field) => field || '正文').join('、')

const BATCH_ACTS = { approve: '审批', return: '退回', withdraw: '撤回' } as const
type BatchAct = keyof typeof BATCH_ACTS

const SENTENCES = {
  'query-unfit': (fields: readonly string[]) => `网址中的参数不对：${named(fields)}`,
  'cursor-unfit': '参数 cursor 不是这个清单的：地址、查询条件和单位须与上一页相同。请不带 cursor，从第一页重新查询。',
  'body-unfit': (fields: readonly string[]) => `请求的内容不对：${named(fields)}`,
  'county-unknown': '没有这个县（市、区）。请核对区划代码。',
  'division-unknown': '没有这个区划代码。多个代码请用英文逗号隔开。',
  'form-unknown': '没有这个单位，或者没有这种表。',
  'year-unfit': '年份请写成四位数字，例如 2018。',
  'period-out-of-range': (period: string, last: string) =>
    `所属期 ${period} 不在可报送的范围内（最晚为 ${last}）。请核对年份和月份。`,
  'month-not-begun': (period: string) => `${period} 还没有开始，不能办结。请核对年份和月份。`,
  'month-not-over': '该月还没有结束。请在次月零报告。',
  'nil-not-owed': '该单位不报送这种名单，不能零报告。',
  'nil-code-wrong': '6位数字不对，没有提交。请填写这个链接所在邮件中的6位数字。',
  'nil-incomplete': '请选择名单和所属期，再点“下一步”。',
  'nil-link-altered':
    '这个链接不完整，或者被改动过，没有报告任何内容。请从邮件中重新打开，或者登录平台，在“报送”页零报告。',
  'closing-incomplete': '没有写明县（市、区）和月份。请回“本月办理”页，再点“核对并办结”。',
  'reason-too-long': '撤回原因最多200个字。请改短以后再点“撤回”。',
  'settlement-incomplete': '请选择处理意见，写明依据说明（4至200个字，不要写身份证号码），再点“提交处理意见”。',
  'materials-incomplete': '请至少勾选或者填写一件，再点报送。',
  'account-other': '填写的人不是现在登录的账号，没有报送。请由填写的人登录以后再报。',
  'nothing-to-confirm': '没有等待您确认的处理意见：已经确认、已经变化，或者是您本人提出的。请核对页面上的最新情况。',
  'stead-incomplete': '请写明依据说明（4至200个字，不要写身份证号码），再由市认定。',
  'stead-too-early': '这个案件不能由市认定：没有县认定由其负责，或者对方县答复的期限未过，或者已经答复。',
  'rows-incomplete': '请勾选至少一笔，写明依据说明（4至200个字，不要写身份证号码），再提交。',
  'rows-unticked': '请勾选至少一笔，再确认或者退回。',
  'rows-answered': '有的笔银行已经答复，或者已经处理过。请核对页面上的最新情况，重新勾选。',
  'closed-by-same': '提出人和确认人不能是同一个人。请由另一位同事确认。',
  'return-not-overdue': (due: string) => `银行回盘还没有逾期（${due} 24时截止）。逾期以后才能按未答复办结。`,
  'row-unfit': (sentences: string) => sentences,
  'allocation-missing': '请填写拨付金额、拨付日期和凭证号，再点“登记”。',
  'order-incomplete': '请填写截止日期和内容（4至500个字，不要写身份证号码），再提交。',
  'order-due-unfit': '答复截止日期应在今天以后、一年以内。请改正以后再发出。',
  'problem-gone': '这件事已经办结，或者不再逾期，没有发出督办单。请核对问题清单。',
  'order-changed': '您查看以后，督办单有了变化，没有提交。请核对页面上的最新情况。',
  'order-full': '督办单的往来已经太多，不能再答复或者退回。请由发出的单位办结本单，另发一份。',
  'return-incomplete': '请填写退回原因（4至200个字），再点“退回”。',
  'withdrawal-incomplete': '请填写撤回原因（4至200个字），再点“撤回”。',
  'files-missing': '请先选择文件，再点“读取文件”。',
  'files-too-many': (most: number) => `一次最多${most}个文件。请分几次报送。`,
  'files-unticked': '没有勾选文件，没有报送。请勾选要报送的文件，再点“报送”。',
  'files-untold': '勾选的文件都要选择报表和所属期，没有报送。请补选以后再点“报送”。',
  'roster-search-unfit': '请输入完整的18位身份证号码，或者至少2个字的姓名，再点“查找”。',
  'mended-unticked': '没有勾选要报送的行，没有报送。请勾选改好的行，再点“报送”。',
  'mended-already': '勾选的行有的已经改正报送，这次没有报送。请核对还列在页面上的行，再点“报送”。',
  'mended-gone': '这份名单已经撤回、被以后的名单代替，或者没有退回的行，不能在页面上改正。请打开它的回执查看。',
  'mended-faulty': '勾选的行还有错误，没有报送。请按格子下面写明的原因改正，或者先不勾选。',
  'rows-too-heavy': '退回的行太多，不能在页面上改正。请在回执页下载退回表，改好以后上传。',
  'urge-incomplete': '没有写明催办哪个单位的哪种表。请回“报送及时情况”页，再点“催办”。',
  'urge-needless': '该单位已经报送，或者没有逾期，没有催办。请核对页面上的最新情况。',
  'urge-unfit': '没有写明催办哪一件。请回那一件的页面，再点“催办”。',
  'urge-done': '这一件已经办理，没有催办。请核对页面上的最新情况。',
  'files-taken-back': (name: string) =>
    `“${name}”报送以后已经撤回，没有再报。要重新报送的，请返回报送页重新选择这个文件。`,
  'files-gone': '文件已过一天，或者已经不在，没有报送。请返回报送页重新选择。',
  'batch-incomplete': '请选择办结的月份，再点“生成代缴批次”。',
  'policy-file-missing': '请先选择参数设置表文件，再点“上传并核对”。',
  'policy-unreadable': (
    code: 'file-unreadable' | 'file-too-large' | 'file-expands',
    reason: UnreadableReason | undefined,
  ) => refusal(code, { reason }),
  'policy-unfamiliar':
    '这份文件不是参数设置表，没有采用，现在的参数没有改变。请先下载现在的参数设置表，在原表上修改后上传。',
  'policy-too-heavy':
    '参数设置表的内容过多，没有采用，现在的参数没有改变。请先下载现在的参数设置表，在原表上修改后上传。',
  'policy-too-long': '参数设置表的内容太多，没有采用。请删去不用的行。',
  'policy-faulty': '参数设置表有误，没有采用。请改正后重新上传。',
  'purpose-incomplete': '请选择查阅用途；选“其他”的，请填写说明。说明中不要写身份证号码，不超过100个字。',
  'search-unfit': '请输入案件编号、完整的18位身份证号码，或者至少2个字的姓名，再点“查找”。',
  'as-of-unfit': (from: string, today: string) =>
    `截至日期应当在${dayName(from)}和${dayName(today)}之间：以前的变动已经超过保存期限，以后的还没有发生。`,
  'sign-in-incomplete': '请填写手机号或者电子邮箱，以及密码，再点“下一步”。',
  'sign-in-wrong': '手机号（电子邮箱）或者密码不对。请核对后再填；15分钟内输错5次，将锁定15分钟。',
  'account-incomplete': '请选择单位，填写姓名和手机号（或者电子邮箱），勾选职责，再点“提交确认”。',
  'accounts-file-missing': '请先选择填好的表，再点“上传人员表”。',
  'accounts-unreadable': (
    code: 'file-unreadable' | 'file-too-large' | 'file-expands',
    reason: UnreadableReason | undefined,
  ) => refusal(code, { reason }),
  'accounts-too-heavy': '表的内容过多，没有读取。请下载模板，在原表上填写，一次最多500人。',
  'urgent-incomplete': '请选择职责和小时（1至3），并填写4至200字的理由；理由中不写身份证号码。',
  'duties-unfit': (fault: GrantFault) => GRANT_FAULTS[fault],
  'waiting-incomplete': '请先勾选账号；不同意的，还要填写理由（4至200个字）。',
  'sign-in-missing': '请先登录。系统对接请在请求头 Authorization 中写明接口密钥。',
  'key-unfit': '接口密钥无效：填写有误、已经吊销或者已经到期。请与本地区的系统管理员联系，另建一个。',
  'key-too-often': '这个接口密钥一分钟内报送已超过120次，没有接收。请检查业务系统是否反复报送，一分钟后再试。',
  'key-calls-too-many': '这个接口密钥一分钟内调用已超过600次，没有受理。请检查业务系统是否反复查询，一分钟后再试。',
  'idempotency-key-unfit':
    '请求头 Idempotency-Key 不对，没有办理：须为1至200个英文字母、数字或者半角符号，不能为空，中间没有空格。不需要的请不带这个请求头。',
  'idempotency-running': '同一个 Idempotency-Key 的请求正在办理。请稍候用同样的内容再试。',
  'idempotency-key-reused':
    '这个 Idempotency-Key 已经用于另一个请求，没有办理。同一件事重试，内容要完全相同；另一件事请换一个。',
  'webhook-incomplete': '请选择单位，填写推送地址（不超过300个字符），至少勾选一种事件，再点“新建事件推送”。',
  'webhook-address-unfit':
    '推送地址不能用：应当以 https:// 开头，用域名，不带用户名、密码、“#”和身份证号码。请核对对方系统提供的地址。',
  'webhooks-full': '事件推送已满20个。请先停止不用的，再新建。',
  'webhook-known': '这个单位已有同一地址的事件推送，没有新建。要改事件的，请先停止原来的，再新建。',
  'key-incomplete': '请选择单位，填写名称（不超过40个字）和截止日期，勾选权限，再点“新建接口密钥”。',
  'key-end-unfit': '接口密钥的有效期从今天起，最长一年。请改选日期。',
  'keys-full': '已有20个接口密钥。请先吊销不用的，再新建。',
  'key-known': '已有同名的接口密钥，没有新建。忘记密钥的，请先吊销原来的，再新建。',
  'code-incomplete': '请填写手机验证器上的6位数字，再点“登录”。',
  'code-wrong': '验证码不对，或者已经用过。请等验证器换了新的数字再填。',
  'first-use-incomplete': '请把各项填写完整，再点“下一步”。信中的数字有6位，登录名是手机号或者电子邮箱。',
  'first-passkey-incomplete':
    '请把密码以外的各项填写完整，再点“用通行密钥启用”。信中的数字有6位，登录名是手机号或者电子邮箱。',
  'passkey-name-missing': '请填写通行密钥的名称（不超过30个字），再点“添加通行密钥”。',
  'passkey-incomplete': '浏览器没有完成通行密钥的确认。请点“继续”再试，或者用密码和验证码登录。',
  'passkey-wrong':
    '这个通行密钥不能登录：可能已经移除，或者不是本平台的。请用密码和验证码登录，或者与本单位的系统管理员联系。',
  'passkey-lapsed': '已超过5分钟，或者已经提交过。请点“继续”再试。',
  'passkey-unfit': '这个通行密钥不能使用：要由设备确认是本人（指纹、人脸或者设备密码）。请换一台设备再试。',
  'letter-code-wrong': '信中的6位数字不对。请核对后再填；输错5次，这个链接不能再用。',
  'password-unfit': (fault: PasswordFault | 'used') => PASSWORD_FAULTS[fault],
  'password-incomplete': '请填写现在的密码、两遍新密码和验证码，再点“修改密码”。',
  'authenticator-code-missing': '请填写新验证器上的6位数字，再点“更换手机验证器”。',
  'password-wrong': '现在的密码不对。请核对后再填；15分钟内输错5次，将锁定15分钟。',
  'password-differs': '两遍填写的密码不同。请重新填写。',
  'page-foreign': '请求来自其他网站，没有执行。请在平台的网页上操作。',
  'page-unnamed': '请求没有说明来自哪个网页，没有执行。系统对接请在请求头中写明 Content-Type: application/json。',
  'host-foreign': '请在这台电脑上用 localhost 打开平台。',
  'audit-search-unfit': '查找条件不对。请重新选择账号、类型和日期，再查找。',
  'not-found': '没有这个页面，或者您无权查看。',
  'policy-version-unknown': '没有这一版参数。',
  'factor-locked': '输错次数过多，已锁定。请15分钟后再试；忘记密码的，请与安全管理员联系。',
  'address-locked': '这里输错次数过多，已锁定。请15分钟后再试。',
  'sign-in-lapsed': '登录已超时。请重新登录。',
  'sign-in-name-taken': '这个手机号或者电子邮箱已有账号。请用本人的另一个，或者与系统管理员联系。',
  'factors-changed': '登录方式刚刚有变化，没有更改。请返回“我的账号”核对后再试。',
  'authenticator-lapsed': '已超过10分钟，或者已经更换，没有再更换。请返回“我的账号”重新开始。',
  'sign-in-old': '登录后15分钟内才能更改登录方式。请重新登录后再试。',
  'passkeys-elsewhere': (address: string) => `这个网址不能使用通行密钥。请用 ${address} 打开本平台。`,
  'passkeys-full': '已有10个通行密钥。请先移除不用的，再添加。',
  'passkey-known': '这个通行密钥已经添加过，不用再添加。',
  'passkey-gone': '没有这个通行密钥，可能已经移除。请刷新页面查看。',
  'passkey-last': '这是登录的唯一方式，不能移除。请先添加另一个通行密钥。',
  'identity-unreachable': '统一身份认证没有应答，操作没有完成。请稍候再试；登录也可以用密码。',
  'identity-declined': '统一身份认证没有通过，操作没有完成。请再试一次；登录也可以用密码。',
  'identity-clock':
    '统一身份认证的时间与平台的时间不符，操作没有完成。请再试一次；仍然不行请与平台管理员联系，核对两边的时钟。',
  'identity-invalid': '统一身份认证的应答有误，操作没有完成。请与平台管理员联系；登录可以用密码。',
  'identity-weak':
    '统一身份认证没有用两种方式核验身份，操作没有完成。请在统一身份认证中用两种方式核验；登录也可以用密码。',
  'identity-lapsed': '这次统一身份认证已经用过、超过了10分钟，或者不是在这个浏览器中开始的，操作没有完成。请重新开始。',
  'identity-unbound': '这个身份还没有绑定本平台的账号，没有登录。请先用密码登录，在“我的账号”中绑定统一身份认证。',
  'identity-locked': '账号已锁定，没有登录。请与安全管理员联系。',
  'identity-no-code': '统一身份认证以外还要填写手机验证器的数字，而本账号没有手机验证器。请用通行密钥登录。',
  'identity-taken': '这个身份已经绑定另一个账号，没有绑定。请核对是不是本人的身份认证；是的，请与系统管理员联系。',
  'identity-elsewhere': (address: string) => `这个网址不能使用统一身份认证。请用 ${address} 打开本平台。`,
  'account-exists': '这个手机号或者电子邮箱已有账号，或者正在等待确认。请核对；换了单位的人，请先停用原来的账号。',
  'request-changed': '其中有的已经处理，或者在您查看之后有了变化，没有处理的仍在下面。请核对后再确认。',
  'request-waiting':
    '这个账号已有事项等待安全管理员确认，没有另外提交。请等确认或者退回以后再提出；要改的，由原提出人重新提交。',
  'duties-own': '不能办理本人的账号，也不能确认本人提出的事项。请由另一位同事办理。',
  'duty-last': lastOf,
  'account-changed': '账号的状态已有变化，没有办理。请核对现在的状态。',
  'check-changed': '账号在您查看之后有了变化，没有确认。请按下面的名单重新核对。',
  'letters-too-many': '这个账号一小时内已发出10次邀请信，没有再发。请核对手机号或者电子邮箱是否正确，一小时后再试。',
  'letter-needless': '这个账号不需要邀请信：已经启用、锁定或者停用。忘记密码、更换手机的，请由安全管理员重置。',
  'nothing-reported': '该县（市、区）没有已接收的名单，也没有零报告，不能办结本月。请等各单位报送以后再办结。',
  'month-submitted': monthSubmitted,
  'return-unexplained': (faults: string) =>
    `没有报送：对账中有需要说明的事项（${faults}）。请填写情况说明，再点“报送”。`,
  'explanation-unfit': '情况说明请写2至500个字，不要写姓名和身份证号码，再点“报送”。',
  'submission-incomplete': '页面上的内容不完整，没有报送。请刷新页面，核对以后再点“报送”。',
  'return-not-closed': '该月还没有办结，不能报送。请先办结本月。',
  'return-list-withdrawn': '该月办结以后撤回过名单，办结的数字不再有效，没有报送。请再次办结，核对后报送。',
  'return-follows-changed':
    '本月办结以后，上月的统计表又报送或者退回过，上月更正可能有变化，没有报送。请再次办结，核对后报送。',
  'return-closing': '该月正在办结，还不能报送。请等办结完成，刷新页面核对后再报送。',
  'return-submitted': (name: string, on: string) =>
    `该月的统计表已由${name}于${on}报送，不用再报。确需更正的，请市社保经办机构先退回。`,
  'return-changed': '您查看以后情况有了变化，没有报送。请核对页面上最新的数字，再报送。',
  'return-not-standing': '这一次报送已经退回，或者不是最近一次。请刷新页面查看。',
  'return-versions-full': (most: number) => `该月已经报送${most}次，不能再退回或者报送。请与平台管理员联系。`,
  'consolidation-empty': '还没有县（市、区）报送该月的统计表，不能汇总。',
  'consolidation-submitted': (name: string, on: string) =>
    `汇总表已由${name}于${on}报送，各县（市、区）没有新的变化，不用再报。`,
  'run-unfinished': '该月份还没有办结，不能生成代缴批次。请等办结后再试。',
  'run-not-last': (period: string) => `最近一次办结的是${period}，代缴批次从最近一次办结生成。请刷新页面后再试。`,
  'run-of-other-year': (decided: number, year: number) =>
    `该月份是按${decided}年度认定的，不能用于${year}年度的缴费。请先办结新的月份。`,
  'batch-under-way': (id: string) => `批次 ${id} 还没有办完，不能再生成新的批次。请先审批、退回或者撤回这一批。`,
  'batch-just-begun': '该县（市、区）正在生成另一批次。请刷新页面后再试。',
  'batch-preparing': (act: BatchAct) => `这一批还在生成，不能${BATCH_ACTS[act]}。请稍候，刷新页面后再试。`,
  'batch-not-returnable': (act: BatchAct) => `这一批不在待审批状态，不能${BATCH_ACTS[act]}。请刷新页面查看。`,
  'batch-not-approvable': '这一批不在待审批状态。请刷新页面查看。',
  'batch-empty': '这一批没有可以缴费的人员，不用审批。',
  'batch-returned': (act: BatchAct) => `这一批已经${BATCH_ACTS[act]}，不能审批。请查看原因，重新生成批次。`,
  'batch-handled': '这一批已经审批，可能是别人处理的。请刷新页面查看。',
  'batch-of-past-year': (year: number) => `这一批是${year}年度的缴费，年度已过，不能再审批。`,
  'batch-of-coming-year': (year: number, now: number) => `这一批是${year}年度的缴费，现在是${now}年，还不能审批。`,
  'batch-repriced': (rows: number) =>
    `代缴标准在生成批次以后有调整，其中${rows}笔的金额已不同，不能审批。请退回这一批，重新生成。`,
  'payments-closed': (year: number, last: string) => `${year}年度的缴费已于${last}截止，不能再审批。请退回这一批。`,
  'same-person': '经办人和审批人不能是同一个人。请由另一位同事审批。',
  'settled-alone': (rows: number) =>
    `本批次有${rows}人只依据您本人的处理意见列入，不能由您审批。请由另一位审批人审批。`,
  'sender-is-key':
    '这份名单由本单位的业务系统报送，经办人员不能确认。请由没有“经办”职责的复核人员，或者社保经办机构的审批人员确认。',
  'sender-confirms': '报送人和确认人不能是同一个人。请由另一位同事确认。',
  'file-unread': '这份文件还没有检查完，不能作为已处理。请稍候，刷新页面，看到结果后再试。',
  'list-waits': '这份名单正等待另一人确认，请打开后确认或退回。',
  'list-not-waiting': '这份名单没有在等待确认，可能别人已经处理过。现在的情况见它的回执。',
  'list-changed': '名单在您查看之后有了变化，没有确认。请重新打开，核对不再列入的人员后再确认。',
  'list-superseded': '之后又报送了一份全部名单，只能确认最近的一份。请核对并确认最近报送的名单。',
  'list-too-old-to-confirm': '这份名单之后报送的名单太多，不能再确认。请重新报送现在的全部名单。',
  'list-too-old-to-withdraw': '这份名单之后报送的名单太多，不能再撤回或者退回。请重新报送现在的全部名单。',
  'list-withdrawn': '这份名单已经撤回，或者被核对的人退回，不能再撤回。现在的情况见它的回执。',
  'list-refused': '整份退回的文件没有采用，不需要撤回。',
  'list-in-submitted-month':
    '这份名单已经用于报送的统计表，不能撤回或者退回。请报送更正后的名单，从下月起按新名单办理。',
  'answer-stands': '这份表不能撤回。内容有误的，请报送更正后的表，以后报送的为准。',
  'file-received': '文件已经收到，不能放弃这次报送。请打开回执查看。',
  'nil-not-needed': '该月的名单已经接收，不能再报零报告。名单有误的，请撤回或者重新报送。',
  'nil-is-list': '名单上还有人员的零报告，请在它的回执上撤回。',
  'nil-unknown': '没有可以撤回的零报告。请刷新页面查看。',
  'policy-changed': '参数没有生效：核对期间，别人修改了参数。请到“参数设置”重新下载参数设置表，改好后再上传。',
  'policy-uncounted': '还没有按新参数逐人判定完，没有采用。请打开“核对参数变化”，看过受影响的人数以后再采用。',
  'policy-drops-used': (faults: string) => faults,
  'nil-link-expired':
    '这个链接已经过期，没有报告任何内容。请使用最近一封邮件中的链接，或者登录平台，在“报送”页零报告。',
  'invitation-over': '这个链接已经用过、已经过期，或者输错了5次数字。请与系统管理员联系，重新发送。',
  'body-too-large':
    '提交的内容太大，没有执行。请分几次提交；一次选了几个文件的，请少选几个，太大的文件在“报送”页逐份上传。',
  failed: '系统出错，您的数据没有改变。请稍后再试，仍然不行请与平台管理员联系。',
  'object-damaged': '平台保存的文件已损坏或者丢失，不能使用，您的数据没有改变。请与平台管理员联系。',
  'broken-off': '系统出错，可能没有完成。请刷新页面，查看结果以后再试；仍然不行请与平台管理员联系。',
  'act-unrecorded': '操作记录没有写成，所以没有办理。请稍后再试，仍然不行请与平台管理员联系。',
  'look-unrecorded': '查阅记录没有写成，所以没有显示人员信息。请稍后再试，仍然不行请与平台管理员联系。',
  'policy-missing': '平台还没有设置参数，请稍候再试；仍然不行请与平台管理员联系。',
  busy: '平台正忙，没有执行。请稍候再试。',
  stopping: '平台正在停止，没有执行。请等平台重新启动以后再试。',
  'timed-out': '这次操作用时过长，可能没有完成。请刷新页面，查看结果以后再试。',
} satisfies Record<ProblemCode, string | ((...facts: never[]) => string)>

export type FactsOf<C extends ProblemCode> = (typeof SENTENCES)[C] extends (...facts: infer F) => string ? F : []
export type PlainCode = { [C in ProblemCode]: FactsOf<C> extends [] ? C : never }[ProblemCode]

export function refusalSentence<C extends ProblemCode>(code: C, ...facts: FactsOf<C>): string {
  const sentence: string | ((...facts: never[]) => string) = SENTENCES[code]
  return typeof sentence === 'string' ? sentence : sentence(...(facts as never[]))
}

export const refusalHeading = (code: ProblemCode) => {
  if (code === 'policy-missing') return '平台正在准备'
  return PROBLEM_STATUSES[code] === 404 ? '页面不存在' : '操作未成功'
}

/** A refusal as RFC 9457 writes it, beside the hub's own code and sentence. */
export function problemOf(code: ProblemCode, message: string, faults?: Readonly<Problem['faults']>): Problem {
  const own = { type: `urn:yingbao:problem:${code}`, title: refusalHeading(code), status: PROBLEM_STATUSES[code] }
  return { ...own, detail: message, code, message, ...(faults && { faults: [...faults] }) }
}
