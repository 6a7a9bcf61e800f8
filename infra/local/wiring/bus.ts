import { randomUUID } from 'node:crypto';
import type { JsonRecord } from '../engines/aws-json.ts';
import type { RulePlan, RuleTargetPlan, Target } from '../template/plan-types.ts';
import { matchesPattern } from './event-pattern.ts';

export interface BusEntry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  readonly Time?: number | string;
}

export interface Bus {
  /** EventBridge's PutEvents. */
  putEvents(entries: readonly BusEntry[]): JsonRecord;
  /** Fires a scheduled rule now. */
  fire(rule: RulePlan): void;
}

export interface BusOptions {
  readonly rules: readonly RulePlan[];
  readonly buses: readonly string[];
  readonly region: string;
  readonly now: () => number;
  readonly send: (target: Target, payload: unknown) => void;
}

const ACCOUNT = '000000000000';

/** A small event bus: rules with patterns, targets with inputs made from the event. */
export function createBus({ rules, buses, region, now, send }: BusOptions): Bus {
  function envelope(entry: BusEntry): JsonRecord {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': entry.DetailType ?? '',
      source: entry.Source ?? '',
      account: ACCOUNT,
      time: new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: entry.Resources ?? [],
      detail: JSON.parse(entry.Detail ?? '{}') as unknown,
    };
  }

  function put(entry: BusEntry): JsonRecord {
    const bus = (entry.EventBusName ?? 'default').split('/').at(-1) ?? 'default';
    if (bus !== 'default' && !buses.includes(bus)) {
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${bus} does not exist.` };
    }
    if (!entry.Source || !entry.DetailType) {
      return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Source and DetailType are required.' };
    }
    let event: JsonRecord;
    try {
      event = envelope(entry);
    } catch {
      return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    }
    for (const rule of rules) {
      if (!rule.enabled || rule.bus !== bus || rule.pattern === undefined) continue;
      if (matchesPattern(rule.pattern, event)) deliver(rule, event);
    }
    return { EventId: event.id };
  }

  function deliver(rule: RulePlan, event: JsonRecord): void {
    for (const target of rule.targets) send(target.target, inputOf(target, event));
  }

  return {
    putEvents: (entries) => {
      const answers = entries.map(put);
      return { Entries: answers, FailedEntryCount: answers.filter((one) => 'ErrorCode' in one).length };
    },
    fire: (rule) =>
      deliver(rule, {
        ...envelope({ Source: 'aws.events', DetailType: 'Scheduled Event' }),
        resources: [`arn:aws:events:${region}:${ACCOUNT}:rule/${rule.name}`],
      }),
  };
}

/** What a target receives: the event, a part of it, a constant, or text made from it. */
export function inputOf(target: RuleTargetPlan, event: JsonRecord): unknown {
  if (target.input !== undefined) return JSON.parse(target.input) as unknown;
  if (target.inputPath !== undefined) return pick(target.inputPath, event);
  if (target.transformer === undefined) return event;
  const { paths, template } = target.transformer;
  const text = template.replace(/<([^<>]+)>/g, (whole, name: string) => {
    const path = paths[name];
    if (path === undefined) return name === 'aws.events.event.json' ? JSON.stringify(event) : whole;
    const value = pick(path, event);
    return typeof value === 'string' ? value : JSON.stringify(value ?? null);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // A placeholder that stands outside quotes brings bare text: EventBridge quotes it.
    return JSON.parse(
      template.replace(/"?<([^<>]+)>"?/g, (_, name: string) =>
        JSON.stringify(pick(paths[name] ?? '', event) ?? null),
      ),
    ) as unknown;
  }
}

function pick(path: string, event: unknown): unknown {
  let value: unknown = event;
  for (const part of path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter(Boolean)) {
    value = typeof value === 'object' && value !== null ? (value as JsonRecord)[part] : undefined;
  }
  return value;
}
