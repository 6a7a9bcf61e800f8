import type * as z from 'zod';
import type { FieldError } from './field-error.ts';
import { FORMS } from './listing.ts';
import { bothLanguages } from './text-pair.ts';

const MOST_ERRORS = 50;

/** What a schema says is wrong, as field errors with the remedy in words; a field is told of once. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const told = new Map<string, FieldError>();
  for (const issue of issues.slice(0, MOST_ERRORS)) {
    const error = fieldError(issue);
    // Of a number beyond two limits the nearer one, told last, is the remedy.
    told.set(error.path, error);
  }
  return [...told.values()];
}

/** One thing that is wrong, with its path before both sentences. */
export function errorAt(path: string, code: string, zh: string, en: string): FieldError {
  return { path, code, message: bothLanguages({ zh: `${path}：${zh}`, en: `${path}: ${en}` }) };
}

const TYPES: Readonly<Record<string, { zh: string; en: string }>> = {
  string: { zh: '字符串', en: 'a string' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  array: { zh: '数组', en: 'an array' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
  nonoptional: { zh: '必填项', en: 'a value' },
};

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const path = pathOf(issue.path);
  const say = (code: string, zh: string, en: string) => errorAt(path, code, zh, en);
  switch (issue.code) {
    case 'invalid_type': {
      const type = TYPES[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return say(
        'wrong-type',
        `应为${type.zh}；请补上或改正类型。`,
        `expected ${type.en}; add it or correct its type.`,
      );
    }
    case 'too_big':
      return say(
        'too-long',
        `超过上限 ${issue.maximum}${unitOf(issue.origin).zh}；请缩减。`,
        `over the limit of ${issue.maximum}${unitOf(issue.origin).en}; reduce it.`,
      );
    case 'too_small':
      return say(
        'too-short',
        `至少 ${issue.minimum}${unitOf(issue.origin).zh}；请补充。`,
        `at least ${issue.minimum}${unitOf(issue.origin).en} needed; add it.`,
      );
    case 'invalid_value':
      return say(
        'not-allowed',
        `只能是 ${issue.values.join('、')}。`,
        `must be one of ${issue.values.join(', ')}.`,
      );
    case 'invalid_format': {
      const form = FORMS.get(
        'pattern' in issue && issue.format === 'regex' ? String(issue.pattern) : issue.format,
      );
      const pattern = form ?? { zh: issue.format, en: issue.format };
      return say(
        'wrong-format',
        `格式不符，应为${pattern.zh}；请改正。`,
        `not in the documented form: write ${pattern.en}.`,
      );
    }
    case 'invalid_key':
      return say(
        'too-long',
        '名称过长或含控制字符、不完整的 Unicode 字符；请缩短到 64 个字符以内并删除这些字符。',
        'the name is too long or holds control characters or broken Unicode; keep it within 64 characters without them.',
      );
    case 'custom':
      return custom(path, issue);
    default:
      return say(
        'invalid',
        `不符合要求（${issue.code}）；请按 listing/v1 结构填写。`,
        `is not acceptable (${issue.code}); fill it in as listing/v1 says.`,
      );
  }
}

function unitOf(origin: string): { zh: string; en: string } {
  if (origin === 'string') return { zh: ' 个字符', en: ' characters' };
  return origin === 'array' ? { zh: ' 项', en: ' entries' } : { zh: '', en: '' };
}

function custom(path: string, { params }: z.core.$ZodIssueCustom): FieldError {
  const reason = String(params?.reason ?? 'invalid');
  switch (reason) {
    case 'hostile-text':
      return errorAt(
        path,
        reason,
        '含控制字符或不完整的 Unicode 字符；请删除。',
        'holds control characters or broken Unicode; remove them.',
      );
    case 'blank':
      return errorAt(
        path,
        reason,
        '没有可见的文字；请填写。',
        'shows no visible character; write something.',
      );
    case 'too-many':
      return errorAt(
        path,
        'too-long',
        `条目超过 ${params?.limit}；请缩减。`,
        `more than ${params?.limit} entries; shorten it.`,
      );
    case 'file-name':
      return errorAt(
        path,
        'wrong-format',
        '不是可用的文件名；请填写图片自己的文件名，如 "main.jpg"。',
        'is no usable file name; write the image’s own name, like "main.jpg".',
      );
    default:
      return errorAt(
        path,
        reason,
        '不符合要求；请按 listing/v1 结构填写。',
        'is not acceptable; fill it in as listing/v1 says.',
      );
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '$';
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i ? '.' : ''}${String(step)}`))
    .join('')
    .slice(0, 200);
}
