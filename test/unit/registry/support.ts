import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { AnswerStore, KeptAnswer } from '../../../functions/shared/registry/cached-registry.ts';

export type Heard = {
  at: number;
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
};
export type Reply = { status?: number; headers?: Record<string, string>; body: unknown; afterMs?: number };

/** A server that says what it is told, and remembers what it was asked. */
export async function startServer(reply: (heard: Heard) => Reply | 'cut') {
  const heard: Heard[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      const one = {
        at: Date.now(),
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      };
      heard.push(one);
      const said = reply(one);
      if (said === 'cut') return void response.destroy();
      setTimeout(() => {
        response.writeHead(said.status ?? 200, said.headers ?? {});
        response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
      }, said.afterMs ?? 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A store in memory, shared by as many containers as one likes. */
export function memoryAnswers(): AnswerStore & { kept: Map<string, KeptAnswer> } {
  const kept = new Map<string, KeptAnswer>();
  return {
    kept,
    read: async (key) => kept.get(key),
    write: async (key, value) => void kept.set(key, value),
  };
}

/** The one item of turns, with the three conditional updates the rate limit makes of it. */
export function turnTable(): DynamoDBClient {
  let next: number | undefined;
  const send = async (command: UpdateItemCommand) => {
    const { UpdateExpression, ConditionExpression, ExpressionAttributeValues } = command.input;
    const value = (name: string) => Number(ExpressionAttributeValues?.[`:${name}`]?.N);
    const holds = ConditionExpression?.includes(':last')
      ? next !== undefined && next >= value('now') && next <= value('last')
      : next === undefined || next < value(ConditionExpression?.includes(':until') ? 'until' : 'now');
    if (!holds) throw new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
    if (UpdateExpression?.includes(':step')) next = (next ?? 0) + value('step');
    else next = value(UpdateExpression?.includes(':until') ? 'until' : 'next');
    return { Attributes: { nextTurn: { N: String(next) } } };
  };
  return { send } as unknown as DynamoDBClient;
}
