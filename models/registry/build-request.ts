import type { KindMapping } from './mapping.ts';
import type { RegistryQuestion } from './port.ts';

export type RegistryRequest = {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
};

/** The request a mapping makes of a question. Values are encoded for the place they are put into. */
export function buildRequest(mapping: KindMapping, question: RegistryQuestion, key = ''): RegistryRequest {
  const values: Record<string, string> = { kind: question.kind, number: question.number, key };
  const headers = Object.fromEntries(
    Object.entries(mapping.headers).map(([name, template]) => [name, fill(template, values, oneLine)]),
  );
  const request = { url: fill(mapping.url, values, encodeURIComponent), method: mapping.method, headers };
  if (mapping.body === undefined) return request;
  if (typeof mapping.body === 'string')
    return {
      ...request,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: fill(mapping.body, values, encodeURIComponent),
    };
  return {
    ...request,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(fillDeep(mapping.body, values)),
  };
}

function fill(template: string, values: Record<string, string>, encode: (text: string) => string): string {
  return template.replace(/\{(kind|number|key)\}/g, (_, name: string) => encode(values[name] ?? ''));
}

function fillDeep(value: unknown, values: Record<string, string>): unknown {
  if (typeof value === 'string') return fill(value, values, (text) => text);
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, values));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillDeep(item, values)]));
  return value;
}

/** A merchant's text never ends a header and begins another; header values are Latin-1. */
function oneLine(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text);
}
