// Runs one function in a thread of its own: the local stand-in for a Lambda execution environment.
import { appendFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { takeCoreMs, threadCpuMs, timeCore } from './core-time.ts';
import { observeCalls, takeCalls } from './observe.ts';
import type { FromWorker, HandlerFailure, InvokeMessage, WorkerSetup } from './protocol.ts';
import { turnClock } from './turned-clock.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const setup = workerData as WorkerSetup;
const started = performance.now();
let lastCpu = 0;
let pendingLog = '';
let logBytes = 0;

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** Function output goes to the function's log file in one write an invocation. */
function captureOutput(): void {
  const write = (chunk: unknown): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8');
    pendingLog += text;
    logBytes += Buffer.byteLength(text);
    if (pendingLog.length > 65_536) flushLog();
    return true;
  };
  process.stdout.write = write as typeof process.stdout.write;
  process.stderr.write = write as typeof process.stderr.write;
}

function flushLog(): void {
  if (pendingLog === '') return;
  const text = pendingLog;
  pendingLog = '';
  appendFileSync(setup.logFile, text);
}

function cpuSinceLast(): number {
  const total = threadCpuMs();
  const used = total - lastCpu;
  lastCpu = total;
  return used;
}

function failureOf(error: unknown): HandlerFailure {
  return error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, stack: error.stack }
    : { errorType: 'Error', errorMessage: String(error), stack: undefined };
}

async function load(): Promise<Handler> {
  const module = (await import(pathToFileURL(setup.bundle).href)) as Record<string, unknown>;
  const handler = module[setup.handler];
  if (typeof handler !== 'function') throw new Error(`${setup.bundle} exports no function ${setup.handler}.`);
  return handler as Handler;
}

async function invoke(
  handler: Handler,
  { id, requestId, event, timeoutMs, now }: InvokeMessage,
): Promise<void> {
  if (now !== undefined) turnClock(now);
  const begun = performance.now();
  const deadline = begun + timeoutMs;
  const context = {
    awsRequestId: requestId,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
  let outcome: { value: unknown } | { error: HandlerFailure };
  try {
    outcome = { value: await handler(event, context) };
  } catch (error) {
    outcome = { error: failureOf(error) };
    pendingLog += `${JSON.stringify({ level: 'ERROR', requestId, ...failureOf(error) })}\n`;
  }
  const usage = {
    durationMs: performance.now() - begun,
    cpuMs: cpuSinceLast(),
    coreMs: takeCoreMs(),
    calls: takeCalls(),
    logBytes,
  };
  logBytes = 0;
  if ('error' in outcome) tell({ type: 'error', id, error: outcome.error, ...usage });
  else tell({ type: 'result', id, value: toJson(outcome.value), ...usage });
  flushLog();
}

/** A function answers JSON, as on Lambda: what JSON cannot carry must not cross here either. */
function toJson(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}

async function main(): Promise<void> {
  enableCompileCache(setup.compileCache);
  captureOutput();
  timeCore();
  observeCalls(setup, (kind) => tell({ type: 'fault', kind }));
  let handler: Handler;
  try {
    handler = await load();
  } catch (error) {
    flushLog();
    tell({ type: 'init-failed', message: failureOf(error).stack ?? String(error) });
    return;
  }
  parentPort?.on('message', (message: InvokeMessage) => {
    invoke(handler, message).catch((error: unknown) => {
      tell({
        type: 'error',
        id: message.id,
        error: failureOf(error),
        durationMs: 0,
        cpuMs: 0,
        coreMs: 0,
        calls: {},
        logBytes: 0,
      });
    });
  });
  tell({ type: 'ready', initMs: performance.now() - started });
}

process.on('unhandledRejection', (error) => {
  // Lambda ends the environment on an unhandled rejection; so does the thread.
  pendingLog += `${JSON.stringify({ level: 'FATAL', ...failureOf(error) })}\n`;
  flushLog();
  process.exit(128);
});

await main();
