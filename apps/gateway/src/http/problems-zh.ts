import type { FieldProblem, Problem } from '@huiliu/platform';

/** Titles by status, as the table of kinds has them in English. */
const titles: Readonly<Record<number, string>> = {
  400: '请求格式有误',
  401: '尚未登录',
  403: '没有权限',
  404: '未找到',
  405: '不支持该方法',
  408: '请求超时',
  409: '存在冲突',
  412: '内容已变化',
  413: '内容过大',
  414: '地址过长',
  415: '内容类型不支持',
  416: '范围无效',
  422: '无法办理',
  429: '请求过于频繁',
  431: '请求头过大',
  500: '系统内部错误',
  503: '暂时不可用',
};

/** What happened and what to do, by code. Codes stay; words may change. */
export const chinese: Readonly<Partial<Record<string, string>>> = {
  OUTSIDE_SYSTEM_UNKNOWN: '没有此外部系统的入口：配置其密钥后方可使用。',
  CLOUDEVENT_EXPECTED: '请以 JSON 发送一个 CloudEvent，并带上请求头 Content-Type: application/cloudevents+json。',
  WEBHOOK_HEADERS_MISSING: '请带上请求头 webhook-id、webhook-timestamp 和 webhook-signature。',
  WEBHOOK_TIMESTAMP_OFF: 'webhook-timestamp 须为发送时刻（自 1970 年起的秒数），与本系统时间相差不超过 300 秒：请校准时钟，每次重试重新签名。',
  WEBHOOK_SIGNATURE_WRONG: '签名均不正确：请用您的密钥，以 HMAC-SHA256 对「webhook-id.webhook-timestamp.请求体原文」签名。',
  NOT_A_CLOUDEVENT: '请求体须为一个 JSON 格式的 CloudEvent 1.0：请按各字段的提示更正。',
  EVENT_TYPE_NOT_YOURS: '该系统不能发送此类型的事件：请核对文档中该系统可发送的类型。',
  EVENT_INVALID: '事件内容不符合约定：请按各字段的提示更正后重新发送。',
  EVENT_ID_REUSED: '此 source 与 id 已用于另一事件：不同的事件请使用新的 id。',
  ABORTED: '他人已先行处理。请查看当前状态后重试。',
  ALREADY_EXISTS: '该对象已存在，请先查看。',
  ANSWER_UNKNOWN: '此前相同请求的结果暂不可知，请稍后以相同的 Idempotency-Key 重试。',
  BODY_MISSING: '请求类型为 JSON，但内容为空。请发送一个对象，或去掉 Content-Type 请求头。',
  BODY_TOO_LARGE: '请求内容过大，请减少单次发送的内容。',
  CALL_CANCELLED: '调用被取消，请重试。',
  CANCEL_AT_WAREHOUSE: '商品已到达仓库，无法再取消。如需退回商品，请联系客服。',
  CANCEL_PARCEL_MOVING: '包裹已在运输途中，无法再取消。请等待验货结果，或联系客服。',
  CANCEL_REJECTED: '该售后单未通过。如需立即结束，请接受审核结果；否则补充期限过后将自动结束。',
  CANCEL_REFUND_DUE: '退款已在办理，无法再取消。如不需要退款，请联系客服。',
  CASE_BLOCKED: '该售后单因一条待处理事件暂停，运维人员处理后即可继续，请稍后重试。',
  CASE_CLOSED: '该售后单已结束，无法再更改。如仍有问题，请重新申请。',
  CASE_NOT_APPROVABLE: '该单的商品未被预留或订单未知，批准后无法执行。请注明原因后拒绝。',
  CASE_NOT_FOUND: '没有这张售后单，请核对单号。',
  CASE_NOT_REJECTED: '该售后单并非“未通过”状态。请补充凭证，或等待审核结果。',
  CASE_NUMBER_INVALID: '售后单号格式为 HL-XXXX-XXXX-XXXX-X，请检查是否有错位或错字。',
  CHANGED_MEANWHILE: '您查看之后内容已有变化。请重新查看后再操作。',
  CONFLICT: '他人已先行处理。请查看当前状态后重试。',
  CONTENT_LENGTH_WRONG: '请求内容长度与 Content-Length 不符。',
  CONTENT_TYPE_UNSUPPORTED: '请以 JSON 发送内容，并设置请求头 Content-Type: application/json。',
  CURSOR_INVALID: '翻页游标无效。请原样传回 nextCursor，或不带游标从头开始。',
  CUSTOMER_NOT_FOUND: 'CRM 未提供该客户，请核对售后单上的客户编号。',
  DATABASE_AWAY: '部门数据库暂时不可用，请稍后重试。',
  DEADLINE_EXCEEDED: '部门未及时答复，请重试；相同 Idempotency-Key 的操作只会执行一次。',
  DEPARTMENT_AWAY: '暂时无法连接该部门，请稍后重试。',
  DEPARTMENT_BUSY: '该部门正忙，请稍后重试。',
  DEPARTMENT_NOT_FOUND: '没有这个部门。',
  EVIDENCE_BROKEN: '文件已损坏，无法显示，未予保存。请从原处重新发送。',
  EVIDENCE_CONTENT_DIFFERS: '文件的实际内容与 Content-Type 不符，请按实际类型发送。',
  EVIDENCE_CONTENT_UNSUPPORTED: '不支持该文件的内容。请发送 JPEG、PNG、WebP、GIF、MP4、WebM 或 PDF。',
  EVIDENCE_EMPTY: '文件为空，请将文件本身作为请求内容发送。',
  EVIDENCE_ID_TAKEN: '该凭证编号已用于另一份凭证，请换一个编号。',
  EVIDENCE_LIMIT: '凭证数量已达上限。',
  EVIDENCE_LINK_EXPIRED: '链接已过期（仅数分钟内有效）。请重新查看售后单以获得新链接。',
  EVIDENCE_LINK_INVALID: '链接无效。请重新查看售后单，并完整使用其中的链接。',
  EVIDENCE_NOT_FOUND: '没有这个文件，请告知系统管理员。',
  EVIDENCE_STORE_AWAY: '文件存储暂时不可用，请稍后重试。',
  EVIDENCE_TOO_LARGE: '文件过大，请发送更小的照片或更短的视频。',
  EVIDENCE_TYPE_UNSUPPORTED: '请将文件本身作为请求内容发送，Content-Type 须为 image/jpeg、image/png、image/webp、image/gif、video/mp4、video/webm 或 application/pdf。',
  EVIDENCE_ROUNDS_USED_UP: '本单要求补充凭证的次数已用完，请根据现有凭证作出决定。',
  EXCEEDS_CAPTURED: '退款金额超过该笔付款的可退余额，请查看该订单的其他退款。',
  FAILED_PRECONDITION: '当前状态下无法办理，请先查看当前状态。',
  FILTER_UNKNOWN: '筛选条件中的状态不存在，请对照文档中列出的取值。',
  FORBIDDEN: '您无权执行此操作，请联系具备权限的同事。',
  GATEWAY_BUSY: '系统繁忙，请稍后重试。',
  HEADERS_TOO_LARGE: '请求头过大，请减少或缩短。',
  IDEMPOTENCY_KEY_INVALID: '请求头 Idempotency-Key 须为 1 至 200 个可见 ASCII 字符。',
  IDEMPOTENCY_KEY_MISSING: '请发送请求头 Idempotency-Key（例如 UUID）：相同的值只会执行一次。',
  IDEMPOTENCY_KEY_REUSED: '该 Idempotency-Key 已用于另一个请求，请更换。',
  IF_MATCH_INVALID: '请求头 If-Match 须为您所查看的答复中的 ETag（原样传回），或不带此请求头。',
  ILLEGAL_MOVE: '当前状态下不能这样操作，请先查看当前状态。',
  INTERNAL: '系统发生错误，请联系支持人员并提供 errorId。',
  INVALID_ARGUMENT: '请求有误，请对照文档检查。',
  INVALID_REQUEST: '请求内容不符合要求，请查看各字段的说明。',
  LAST_EVENT_ID_INVALID: 'Last-Event-ID 不是该售后单的事件编号。请原样传回最后一个，或不带此请求头。',
  LEG_NOT_FOUND: '该售后单没有这笔退款明细，请在退款详情中核对明细编号。',
  LEG_NOT_REFUSED: '支付机构拒绝了这笔退款，但并非最终结果，仍可能付款。请重试，不要转账。',
  LEG_NOT_STUCK: '这笔退款仍在支付机构处理中，请等待结果，期间不要转账。',
  LEG_SETTLED: '这笔退款已到账。请勿转账；如已转账，请追回。',
  LEG_UNCERTAIN: '这笔退款可能已支付，支付机构尚未答复。请向其核实，或重试（会先查询再付款）。',
  LINES_NOT_ALLOWED: '明细仅用于部分通过。请去掉明细，或改为通过。',
  LINE_NOT_FOUND: '没有这条明细，请重新查看订单或售后单。',
  LINE_TWICE: '同一条明细出现了两次，请合并后再提交。',
  MALFORMED_HTTP: '请求不是有效的 HTTP，请检查客户端。',
  MALFORMED_JSON: '请求内容不是有效的 JSON。',
  MALFORMED_REQUEST: '无法读取该请求，请对照文档检查各字段。',
  MALFORMED_URL: '地址格式有误，请检查百分号编码。',
  MESSAGE_TOO_LARGE: '请求或其结果过大，请减少单次的内容。',
  METHOD_MISSING: '该部门尚不支持此调用，请在其升级完成后重试。',
  METHOD_NOT_ALLOWED: '该地址不支持此方法，请参见响应头 Allow。',
  MORE_THAN_ASKED: '通过的件数须在 0 与申请件数之间。',
  NOTHING_APPROVED: '没有任何一件通过，请改为拒绝。',
  NOTHING_PARKED: '该售后单没有暂停的事件，请查看暂停事件列表。',
  NOTHING_TO_APPROVE: '该退款不在等待复核，请查看待复核列表。',
  NOTHING_TO_RETRY: '没有可以重试的退款。',
  NOT_ENOUGH_UNITS: '该明细剩余件数不足，请查看该订单的其他售后单。',
  NOT_FIRST_PARKED: '只能放弃排在最前的暂停事件。',
  NOT_FOUND: '没有找到，请核对编号。',
  NOT_GOODS: '该明细是运费或费用，不是商品。请对商品提出申请，相应费用会一并退还。',
  NOT_YOUR_CUSTOMER: '您只能为自己申请、查看自己的售后单，请不要填写 customerId。',
  ORDER_NOT_FOUND: '该客户没有这张订单，请核对订单号；新订单可能需要片刻才能到达。',
  OUT_OF_RANGE: '数值超出范围，请对照文档检查。',
  RANGE_NOT_SATISFIABLE: '请求头 Range 超出文件范围。',
  RATE_LIMIT_EXCEEDED: '请求过于频繁，请按 Retry-After 稍后重试。',
  REASON_REQUIRED: '拒绝、部分通过或要求补充凭证时，须填写原因代码，例如 NOT_JUSTIFIED。',
  REBUILDING: '该部门正在重建数据，暂不接受操作，请稍后重试。',
  REQUEST_INVALID: '请求内容不符合要求，请查看各字段的说明。',
  REQUEST_REFUSED: '无法受理该请求，请对照文档检查。',
  REQUEST_TIMEOUT: '请求未及时到达，请重新发送。',
  ROLE_MISSING: '您缺少执行此操作的角色，请联系管理员。',
  ROUTE_NOT_FOUND: '该地址没有内容，请对照文档检查。',
  SAME_PERSON: '本单由您审核，大额退款须由另一人复核，请交由同事处理。',
  SELF_REVIEW: '不能审核自己的申请，请交由同事处理。',
  SKU_NOT_FOUND: '没有该商品的库存记录，请核对 SKU。',
  STOPPING: '该网关正在停止，请重新连接。',
  SUPPLEMENT_EMPTY: '请补充新的凭证或说明。',
  SUPPLEMENT_OVER: '补充材料的期限已过，请重新申请。',
  TASK_AWAITS_EVIDENCE: '正在等待客户补充凭证，收到后再作决定；逾期未补将自动拒绝。',
  TASK_DECIDED: '该任务已有决定，请查看售后单。',
  TASK_NOT_CLAIMED: '该任务尚未领取，请先领取再决定。',
  TASK_NOT_FOUND: '没有这个审核任务，请查看待办列表。',
  TASK_TAKEN: '同事已领取该任务，请选择其他任务。',
  TASK_WITHDRAWN: '客户已取消该售后单，无需再审核，请领取其他任务。',
  TOKEN_EXPIRED: '登录已过期，请重新登录。',
  TOKEN_INVALID: '登录凭证无效，请重新登录。',
  TOKEN_KEYS_UNAVAILABLE: '暂时无法验证登录凭证，请稍后重试。',
  TOKEN_MISSING: '请先登录，并发送请求头 Authorization: Bearer …。',
  TOO_MANY_LISTENERS: '实时连接数已满，请稍后再试，或改为定时查询。',
  TYPE_NOT_OFFERED: '暂不办理此类售后，请查看可办理的类型。',
  UNAUTHENTICATED: '请先登录。',
  UNITS_TAKEN: '可申请的件数不足：其余商品已在其他售后单中或已退回。',
  UPLOAD_BROKEN_OFF: '上传中断，未予保存，请重新发送。',
  URL_TOO_LONG: '地址的某一部分过长。',
};

/** The problem for people who read Chinese. What has no words here stays in English: better than none. */
export function inChinese(problem: Problem): Problem {
  const { status, code, errors } = problem;
  return { ...problem, title: titles[status] ?? problem.title, detail: chinese[code] ?? problem.detail, ...(errors && { errors: errors.map(fieldInChinese) }) };
}

/** Of the sentences that `input` makes. */
const sentences: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^is missing$/, () => '缺失'],
  [/^is not known here$/, () => '不是已知字段'],
  [/^must not be empty$/, () => '不能为空'],
  [/^must be one of (.*)$/, (words = '') => `须为以下之一：${words}`],
  [/^must be at most (\d+) characters long$/, (count = '') => `最多 ${count} 个字符`],
  [/^must have at least (\d+) entr(?:y|ies)$/, (count = '') => `至少 ${count} 项`],
  [/^must have at most (\d+) entries$/, (count = '') => `最多 ${count} 项`],
  [/^must be at least (.*)$/, (bound = '') => `不得小于 ${bound}`],
  [/^must be at most (.*)$/, (bound = '') => `不得大于 ${bound}`],
  [/^must be from (\d+) to (\d+)$/, (from = '', to = '') => `须在 ${from} 至 ${to} 之间`],
  [/^must be text$/, () => '须为文本'],
  [/^must be a list$/, () => '须为列表'],
  [/^must be an object$/, () => '须为对象'],
  [/^must be (?:a number|a whole number)$/, () => '须为整数'],
  [/^must be true or false$/, () => '须为 true 或 false'],
  [/^must be a word of small letters, as (.*)$/, (example = '') => `须为小写词，例如 ${example}`],
  [/^must be a time as (.*)$/, (example = '') => `须为时间，例如 ${example}`],
  [/^must be a code in capitals, as (.*)$/, (example = '') => `须为大写代码，例如 ${example}`],
  [/^must not begin with evidence:, .*$/, () => '不能以 evidence: 开头：该前缀仅用于直接上传到售后单的文件'],
  [/^must not contain NUL or broken characters$/, () => '不能包含空字符或损坏的字符'],
];

function fieldInChinese(field: FieldProblem): FieldProblem {
  for (const [pattern, words] of sentences) {
    const match = pattern.exec(field.message);
    if (match) return { ...field, message: words(...match.slice(1)) };
  }
  return field;
}

/** Whether the caller would rather read Chinese than English (Accept-Language, RFC 9110). English where he does not say. */
export function prefersChinese(header: string | undefined): boolean {
  let [best, chineseWins] = [0, false];
  for (const part of (header ?? '').split(',', 20)) {
    const [, tag = '', quality = '1'] = /^\s*([A-Za-z*-]+)\s*(?:;\s*q\s*=\s*(0(?:\.\d{1,3})?|1(?:\.0{1,3})?))?\s*$/.exec(part) ?? [];
    const isChinese = /^zh\b/i.test(tag);
    if (!isChinese && !/^en\b/i.test(tag)) continue;
    if (Number(quality) > best) [best, chineseWins] = [Number(quality), isChinese];
  }
  return chineseWins;
}
