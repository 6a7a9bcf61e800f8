import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../clock.ts';

/** Gives out turns; a turn is a moment at which one question may leave. */
export type RateLimit = {
  /** Waits for a turn. False at once when the next turn is further away than `maxWaitMs`. */
  turn(maxWaitMs: number): Promise<boolean>;
  /** Nobody gets a turn for so long: the registry said that it has had enough. */
  pause(ms: number): Promise<void>;
};

/** Turns are spaced a little wider than the rate allows: requests travel at different speeds. */
const HEADROOM = 0.9;
/** Longest pause a registry may impose by Retry-After. */
const MAX_PAUSE_MS = 60_000;

export const noLimit: RateLimit = { turn: async () => true, pause: async () => undefined };

/** Turns of one process, for a tool that asks by itself. */
export function ownRateLimit(perSecond: number, clock: Clock): RateLimit {
  const stepMs = Math.ceil(1000 / (perSecond * HEADROOM));
  let nextTurn = 0;
  return {
    async turn(maxWaitMs) {
      const now = Date.parse(clock.now());
      const at = Math.max(now, nextTurn);
      if (at - now > maxWaitMs) return false;
      nextTurn = at + stepMs;
      if (at > now) await clock.sleep(at - now);
      return true;
    },
    async pause(ms) {
      const until = Date.parse(clock.now()) + Math.min(MAX_PAUSE_MS, Math.max(0, ms));
      nextTurn = Math.max(nextTurn, until);
    },
  };
}

/**
 * One clock of turns for all containers: an item holding the moment of the next free turn, moved on by a conditional
 * update. (A reserved concurrency of one would keep the rate as well, but would make one slow registry hold up the
 * questions to all others.) Costs one write unit a question that no cache answered.
 */
export function sharedRateLimit(options: {
  client: DynamoDBClient;
  table: string;
  name: string;
  perSecond: number;
  clock: Clock;
}): RateLimit {
  const { client, table, name, clock } = options;
  const stepMs = Math.ceil(1000 / (options.perSecond * HEADROOM));
  const now = () => Date.parse(clock.now());

  /** Sets the next free turn; false when the condition does not hold. */
  async function move(
    set: string,
    condition: string,
    values: Record<string, number>,
  ): Promise<number | undefined> {
    try {
      const answer = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: `RATE#${name}` }, sk: { S: 'TURN' } },
          UpdateExpression: `SET nextTurn = ${set}`,
          ConditionExpression: condition,
          ExpressionAttributeValues: Object.fromEntries(
            Object.entries(values).map(([key, value]) => [`:${key}`, { N: String(value) }]),
          ),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(answer.Attributes?.nextTurn?.N);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  return {
    async turn(maxWaitMs) {
      // A crowd takes its place in the queue; an idle clock is wound up first. Losing that race means a crowd.
      for (let tries = 0; tries < 3; tries++) {
        const at = now();
        const queued = await move('nextTurn + :step', 'nextTurn >= :now AND nextTurn <= :last', {
          step: stepMs,
          now: at,
          last: at + maxWaitMs,
        });
        if (queued !== undefined) {
          const wait = queued - stepMs - now();
          if (wait > 0) await clock.sleep(wait);
          return true;
        }
        const woken = await move(':next', 'attribute_not_exists(nextTurn) OR nextTurn < :now', {
          next: at + stepMs,
          now: at,
        });
        if (woken !== undefined) return true;
      }
      return false;
    },
    async pause(ms) {
      const until = now() + Math.min(MAX_PAUSE_MS, Math.max(0, ms));
      await move(':until', 'attribute_not_exists(nextTurn) OR nextTurn < :until', { until });
    },
  };
}
