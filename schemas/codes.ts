/** Codes shared by files, the API and tests (docs/rules.md). */
import * as z from 'zod'

export const Office = z.enum([
  'civil-affairs',
  'disabled-federation',
  'poverty-alleviation',
  'social-insurance',
  'human-resources',
  'finance',
  'bank',
  'township',
  'township-government',
])
export type Office = z.infer<typeof Office>

/** GB/T 2260: 6 digits, a township 9. */
export const Division = z.string().regex(/^\d{6}(\d{3})?$/)
export const County = z.string().regex(/^\d{6}$/)

export const Day = z.iso.date()
export const Period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
/** Invisible characters can disguise a file's name or break a header. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim()
}
export const PersonName = z.string().transform(visible).pipe(z.string().min(1).max(60))
export const Instant = z.iso.datetime()

export const Category = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export type Category = z.infer<typeof Category>

export const ListMode = z.enum(['full', 'new'])
export type ListMode = z.infer<typeof ListMode>

export const Scheme = z.enum(['resident', 'employee', 'public'])
export type Scheme = z.infer<typeof Scheme>
export const SCHEMES: Record<string, Scheme> = { 城乡居民: 'resident', 企业职工: 'employee', 机关事业: 'public' }

export const Enrolment = z.enum(['active', 'paused', 'ended', 'deceased'])
export type Enrolment = z.infer<typeof Enrolment>
export const ENROLMENTS: Record<string, Enrolment> = {
  正常参保: 'active',
  暂停缴费: 'paused',
  终止参保: 'ended',
  死亡: 'deceased',
}

export const Contribution = z.enum(['unpaid', 'self', 'sponsored'])
export type Contribution = z.infer<typeof Contribution>
export const CONTRIBUTIONS: Record<string, Contribution> = { 未缴费: 'unpaid', 个人缴费: 'self', 政府代缴: 'sponsored' }

export const Benefit = z.enum(['none', 'drawing', 'suspended'])
export type Benefit = z.infer<typeof Benefit>
export const BENEFITS: Record<string, Benefit> = { 未领取: 'none', 正常领取: 'drawing', 暂停: 'suspended' }

/** What a home visit found, in the words of the form. */
export const Finding = z.enum(['属实', '死亡', '户口迁出', '在校学生', '服兵役', '服刑', '已参加职保', '联系不上'])
export type Finding = z.infer<typeof Finding>
export const AS_SAID: Finding = '属实'
export const FOUND_DEAD: Finding = '死亡'

/** What an agency decides about a case (docs/cases.md#settlements). */
export const Choice = z.enum([
  'name',
  'correct-list',
  'as-enrolled',
  'as-not-enrolled',
  'responsible',
  'elsewhere',
  'own',
  'other',
  'pay-here',
  'transfer',
  'hold',
  'resume',
  'withdraw',
])
export type Choice = z.infer<typeof Choice>
export const CHOICES: Record<string, Choice> = {
  以此姓名为准: 'name',
  退回名单单位更正: 'correct-list',
  按已参保处理: 'as-enrolled',
  按未参保处理: 'as-not-enrolled',
  由本县负责: 'responsible',
  由对方县负责: 'elsewhere',
  以本县参保为准: 'own',
  以对方县参保为准: 'other',
  由本县代缴: 'pay-here',
  办理关系转入: 'transfer',
  暂缓办理: 'hold',
  恢复办理: 'resume',
  撤回: 'withdraw',
}

export const RefusalCode = z.enum([
  'file-unreadable',
  'file-too-large',
  'file-expands',
  'form-mismatch',
  'header-missing',
  'empty',
  'all-returned',
  'return-refused',
])
export type RefusalCode = z.infer<typeof RefusalCode>

/** Why a bank return contradicts itself. */
export const ReturnFault = z.enum(['batch-unknown', 'batch-mixed', 'control-missing', 'total-mismatch'])
export type ReturnFault = z.infer<typeof ReturnFault>

/** Reasons to return a row of a list or register, in the receipt's order. */
export const LIST_CODES = [
  'id-missing',
  'id-numeric',
  'id-15-digit',
  'id-format',
  'id-birthdate',
  'id-checksum',
  'formula-empty',
  'text-damaged',
  'name-missing',
  'name-invalid',
  'sex-mismatch',
  'birthdate-mismatch',
  'division-mismatch',
  'township-unknown',
  'code-unknown',
  'certificate-mismatch',
  'disability-not-covered',
  'duplicate-row',
] as const

/** Besides, reasons to return a row of an answer (docs/cases.md#files-that-come-in). */
export const ANSWER_CODES = [
  'case-unknown',
  'case-closed',
  'case-mismatch',
  'answer-incomplete',
  'date-unfit',
  'choice-unfit',
  'name-unknown',
  'grounds-missing',
  'settled-elsewhere',
  'row-unknown',
  'row-mismatch',
  'result-conflict',
  'request-unknown',
  'amount-mismatch',
  'voucher-missing',
  'voucher-conflict',
  'below-zero',
] as const

export const RowCode = z.enum([...LIST_CODES, ...ANSWER_CODES])
export type RowCode = z.infer<typeof RowCode>

export const Outcome = z.enum([
  'review',
  'deceased',
  'under-16',
  'other-scheme',
  'drawing',
  'claim',
  'sponsored',
  'self-paid',
  'student',
  'pay',
  'enrol',
])
export type Outcome = z.infer<typeof Outcome>

export const Reason = z.enum([
  'name-conflict',
  'register-incomplete',
  'two-counties',
  'duplicate-enrolment',
  'enrolled-elsewhere',
  'suspended',
  'enrolled',
  'not-enrolled',
])
export type Reason = z.infer<typeof Reason>

/** A `withdrawn` list counts as never sent. */
export const UploadState = z.enum(['requested', 'accepted', 'held', 'refused', 'withdrawn'])
export type UploadState = z.infer<typeof UploadState>

export const HeldReason = z.enum([
  'many-ended',
  'half-ended',
  'unread-sheet',
  'no-line-end',
  'nameless-row',
  'most-returned',
  'mode-contradicted',
  'nil-return',
])
export type HeldReason = z.infer<typeof HeldReason>

export const BANK_RESULTS = ['00', '01', '02', '03', '04', '05', '90', '99'] as const
export const BankResult = z.enum(BANK_RESULTS)
export type BankResult = z.infer<typeof BankResult>

export type UnreadableReason =
  | 'encrypted'
  | 'wrapped'
  | 'rights-managed'
  | 'legacy-xls'
  | 'old-excel'
  | 'xlsb'
  | 'word'
  | 'slides'
  | 'pdf'
  | 'ods'
  | 'numbers'
  | 'sylk'
  | 'database'
  | 'mhtml'
  | 'html'
  | 'json'
  | 'cloud-link'
  | 'utf-16'
  | 'archive'
  | 'image'
  | 'zeros'
  | 'damaged'
  | 'cut-off'
  | 'garbled'
  | 'too-much'
  | 'too-slow'
  | 'no-bytes'
  | 'too-large-sheet'
  | 'too-heavy'
  | 'unknown'
