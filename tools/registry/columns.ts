import { RecordMapping, STATUSES } from '../../models/registry/mapping.ts';

/** Names registries give their columns; ours first. */
const COLUMNS = {
  number: [
    'number',
    '证书编号',
    '注册证编号',
    '备案编号',
    '备案号',
    '批准文号',
    '许可证编号',
    '注册证书编号',
    '批准文号/备案号',
    '编号',
  ],
  status: ['status', '状态', '证书状态', '备案状态', '许可状态'],
  holder: [
    'holder',
    '持有人',
    '注册人',
    '备案人',
    '注册人名称',
    '备案人名称',
    '持证人',
    '企业名称',
    '申请人',
    '委托人名称',
    '生产单位',
  ],
  product: ['product', '产品名称', '产品中文名称', '品名', '通用名称', '产品名称和系列、规格、型号'],
  validUntil: ['validUntil', '有效期至', '有效期限', '证书有效期', '有效截止日期', '截止日期'],
} as const;

const WORDS = {
  ...Object.fromEntries(STATUSES.map((status) => [status, status])),
  有效: 'valid',
  正常: 'valid',
  已备案: 'valid',
  在有效期: 'valid',
  过期: 'expired',
  已过期: 'expired',
  失效: 'expired',
  暂停: 'suspended',
  已暂停: 'suspended',
  撤销: 'revoked',
  已撤销: 'revoked',
  吊销: 'revoked',
  注销: 'cancelled',
  已注销: 'cancelled',
  取消备案: 'cancelled',
};

export class ColumnsError extends Error {
  override name = 'ColumnsError';
}

/**
 * The mapping of a file without one of its own, by the names of its columns. A file without a column of status lists
 * what is in force. @throws ColumnsError when no column holds the number
 */
export function mappingOfColumns(columns: readonly string[]): RecordMapping {
  const found = Object.entries(COLUMNS).flatMap(([field, names]) => {
    const name = (names as readonly string[]).find((candidate) => columns.includes(candidate));
    return name === undefined ? [] : [[field, name] as const];
  });
  const fields = Object.fromEntries(found);
  if (fields.number === undefined)
    throw new ColumnsError(`no column of numbers among: ${columns.join(', ')}`);
  const known = new Set<string>(found.map(([, name]) => name));
  const extra = Object.fromEntries(
    columns.filter((name) => name !== '' && !known.has(name)).map((name) => [name, name]),
  );
  return RecordMapping.parse({
    fields,
    extra,
    status: { words: WORDS, ...(fields.status === undefined ? { otherwise: 'valid' } : {}) },
  });
}
