/** The code strings of the contract (docs/rules.md): what files, the API and the tests call things. */
import * as z from 'zod'

/** Offices, one of each a county; the city has the first six as well (docs/rules.md#offices). */
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

export const OFFICE_NAMES: Record<Office, string> = {
  'civil-affairs': '民政局',
  'disabled-federation': '残联',
  'poverty-alleviation': '扶贫办',
  'social-insurance': '社保经办机构',
  'human-resources': '人社局',
  finance: '财政局',
  bank: '邮政储蓄银行',
  township: '乡镇（街道）人社服务所',
  'township-government': '乡镇人民政府（街道办事处）',
}

/** GB/T 2260 division: 6 digits for the city and its counties, 9 for a township. */
export const Division = z.string().regex(/^\d{6}(\d{3})?$/)
export const County = z.string().regex(/^\d{6}$/)

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.iso.date()
/** A month, `YYYY-MM`. */
export const Period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
/**
 * Text that somebody sends along without what no reader sees: controls, and marks that turn the direction of what follows
 * (`表\u202excsx.exe`), which would also break a header or a terminal; half a surrogate pair can be encoded by nobody.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim()
}
/** The name with which somebody answers for what they confirm, prepare or approve. */
export const SignedBy = z.string().transform(visible).pipe(z.string().min(1).max(60))
/** A point in time, ISO 8601 in UTC. */
export const Instant = z.iso.datetime()

/** A category of listed persons: a row of policy (docs/rules.md#categories). */
export const Category = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export type Category = z.infer<typeof Category>

/** `full` replaces the county's list of the category, `new` adds to it. */
export const ListMode = z.enum(['full', 'new'])
export type ListMode = z.infer<typeof ListMode>

/** Pension schemes (险种). */
export const Scheme = z.enum(['resident', 'employee', 'public'])
export type Scheme = z.infer<typeof Scheme>
export const SCHEMES: Record<string, Scheme> = { 城乡居民: 'resident', 企业职工: 'employee', 机关事业: 'public' }

/** 参保状态. */
export const Enrolment = z.enum(['active', 'paused', 'ended', 'deceased'])
export type Enrolment = z.infer<typeof Enrolment>
export const ENROLMENTS: Record<string, Enrolment> = {
  正常参保: 'active',
  暂停缴费: 'paused',
  终止参保: 'ended',
  死亡: 'deceased',
}

/** 本年缴费方式. */
export const Contribution = z.enum(['unpaid', 'self', 'sponsored'])
export type Contribution = z.infer<typeof Contribution>
export const CONTRIBUTIONS: Record<string, Contribution> = { 未缴费: 'unpaid', 个人缴费: 'self', 政府代缴: 'sponsored' }

/** 待遇状态. */
export const Benefit = z.enum(['none', 'drawing', 'suspended'])
export type Benefit = z.infer<typeof Benefit>
export const BENEFITS: Record<string, Benefit> = { 未领取: 'none', 正常领取: 'drawing', 暂停: 'suspended' }

/** Why a whole file is refused (docs/rules.md#refusal-codes). */
export const RefusalCode = z.enum([
  'file-unreadable',
  'file-too-large',
  'file-expands',
  'form-mismatch',
  'header-missing',
  'empty',
  'all-returned',
])
export type RefusalCode = z.infer<typeof RefusalCode>

/** Why a row is returned (docs/rules.md#row-codes), in the order in which the receipt names them. */
export const RowCode = z.enum([
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
])
export type RowCode = z.infer<typeof RowCode>

/** What is decided for a person in a county of listing (docs/rules.md#outcomes). */
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

/**
 * Where an upload stands. All but `requested` are settled; settled with all its units matched is done. `withdrawn` is
 * a list that its office took back, or whose second person sent it back: as if it had not been sent.
 */
export const UploadState = z.enum(['requested', 'accepted', 'held', 'refused', 'withdrawn'])
export type UploadState = z.infer<typeof UploadState>

/** Why a list is held until a second person confirms (docs/rules.md#held-lists); several may hold. */
export const HeldReason = z.enum([
  /** It would end more than the policy's share of the active listings. */
  'many-ended',
  /** It would end more than half of them, and at least 3. */
  'half-ended',
  'unread-sheet',
  'no-line-end',
  /** A returned row has neither a usable name nor the number of an active listing. */
  'nameless-row',
  'most-returned',
  /** The file itself says 新增 where it was sent as the whole list, or the other way round. */
  'mode-contradicted',
  /** 零报告 for a full list where listings are active. */
  'nil-return',
])
export type HeldReason = z.infer<typeof HeldReason>

export const BANK_RESULTS = ['00', '01', '02', '03', '04', '05', '90', '99'] as const
/** What a bank's result code means (docs/cases.md#bank-results). */
export const BankResult = z.enum(BANK_RESULTS)
export type BankResult = z.infer<typeof BankResult>

/** Why a file cannot be read at all; the message for the clerk is chosen by it (wording/reasons.ts). */
export type UnreadableReason =
  | 'encrypted'
  /** By software of the office; by Microsoft's rights management. */
  | 'wrapped'
  | 'rights-managed'
  /** .xls and its kin where only .xlsx is read; before Excel 95; .xlsb. */
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
