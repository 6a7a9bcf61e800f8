import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** The DynamoDB engine: a child process on loopback with its data in one SQLite file. */
export interface DynamoEngine {
  readonly endpoint: string;
  /** Process id of the engine, for reading its CPU time; undefined for an engine elsewhere. */
  pid(): number | undefined;
  stop(): Promise<void>;
  /** Ends the process at once, as a power loss would. */
  kill(): void;
}

/**
 * The shell outlives nothing: it reads a pipe this process holds open, so that the engine ends even when this
 * process is killed without a chance to clean up. It prints the engine's process id first.
 */
const WATCHED =
  '"$@" </dev/null >/dev/null 2>&1 & child=$!; echo $child; cat >/dev/null; kill $child 2>/dev/null';

function findDynoxide(): string {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  } catch {
    throw new Error(
      'No DynamoDB engine on this machine: the optional dependency @dynoxide/linux-x64 is not installed ' +
        '(it exists for Linux on x64 only). Set DYNAMODB_ENDPOINT to a running engine instead, for example ' +
        'DynamoDB Local: docker run -p 8000:8000 amazon/dynamodb-local, DYNAMODB_ENDPOINT=http://127.0.0.1:8000.',
    );
  }
}

export async function startDynoxide(folder: string, log: (line: string) => void): Promise<DynamoEngine> {
  const binary = findDynoxide();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'tables.db');
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  let ending = false;
  let child = launch();

  function launch(): { process: ChildProcess; pid: number | undefined } {
    const started = spawn(
      '/bin/sh',
      [
        '-c',
        WATCHED,
        'sh',
        binary,
        'serve',
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--db-path',
        file,
      ],
      // A group of its own: Ctrl-C is for this process, which then stops the engine in order.
      { stdio: ['pipe', 'pipe', 'ignore'], detached: true },
    );
    const handle: { process: ChildProcess; pid: number | undefined } = { process: started, pid: undefined };
    started.stdout.on('data', (chunk: Buffer) => {
      handle.pid ??= Number.parseInt(chunk.toString('utf8'), 10) || undefined;
    });
    started.stdin.on('error', () => undefined);
    // The shell must not keep a finished program alive: the pipe closes with it, and the engine follows.
    started.unref();
    unrefStream(started.stdin);
    unrefStream(started.stdout);
    return handle;
  }

  async function supervise(): Promise<void> {
    while (!ending) {
      await sleep(1000, undefined, { ref: false });
      if (ending || child.pid === undefined || isRunning(child.pid)) continue;
      log('The DynamoDB engine ended unexpectedly; starting it again on the same data.');
      child.process.stdin?.destroy();
      child = launch();
      await untilHealthy(endpoint).catch((error: unknown) => log(String(error)));
    }
  }

  await untilHealthy(endpoint);
  indexStream(file);
  supervise().catch((error: unknown) => log(`Supervision of the DynamoDB engine failed: ${String(error)}`));

  const killNow = (): void => {
    ending = true;
    if (child.pid !== undefined && isRunning(child.pid)) process.kill(child.pid, 'SIGKILL');
    child.process.stdin?.destroy();
  };
  return {
    endpoint,
    pid: () => child.pid,
    kill: killNow,
    stop: async () => {
      ending = true;
      const { pid } = child;
      if (pid !== undefined && isRunning(pid)) process.kill(pid, 'SIGTERM');
      for (let waited = 0; pid !== undefined && isRunning(pid) && waited < 3000; waited += 10)
        await sleep(10);
      killNow();
    },
  };
}

function unrefStream(stream: unknown): void {
  const candidate = stream as { unref?: () => void };
  candidate.unref?.();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilHealthy(endpoint: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(endpoint);
      await answer.text();
      return;
    } catch {
      await sleep(15);
    }
  }
  throw new Error(`The DynamoDB engine did not answer at ${endpoint} within ten seconds.`);
}

/**
 * The engine looks up a table's stream position with every write and has no index for it: without this one a
 * write costs a scan over all stream records so far.
 */
function indexStream(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  try {
    database.exec(
      'CREATE INDEX IF NOT EXISTS touchstone_stream_position ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
  } finally {
    database.close();
  }
}

/** A port nobody uses right now, chosen by the system. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
