import { createReadStream, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { linesOf } from './lib/lines.ts';

const USAGE = `用法 / usage: npm run -s inspect -- KIND [--in FILE] [options]

KIND        text | credential | image
--in FILE   NDJSON 输入，默认标准输入 / NDJSON input, default stdin
text        --lexicon FILE.csv (brand,term,ambiguity,category)
image       --match FILE.ndjson ({"featureId","file"|"pdq"})   --read`;

/** Turns one parsed line into its answer; throws what belongs on that line as its error. */
type Inspector = (line: unknown) => Promise<object> | object;

/** An image takes two decodes a core; text and numbers go one by one. */
const IN_FLIGHT = { text: 1, credential: 1, image: 4 } as const;
type Kind = keyof typeof IN_FLIGHT;

function refuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

async function inspectorOf(
  kind: Kind,
  values: { lexicon?: string; match?: string; read: boolean },
): Promise<Inspector> {
  switch (kind) {
    case 'text':
      return (await import('./inspect/text.ts')).textInspector(
        values.lexicon === undefined
          ? undefined
          : { name: values.lexicon, bytes: readFileSync(values.lexicon) },
      );
    case 'credential':
      return (await import('./inspect/credential.ts')).inspectCredential;
    case 'image':
      return (await import('./inspect/image.ts')).imageInspector({ match: values.match, read: values.read });
  }
}

/** The same, or what is wrong with the files it was given, and the end. */
async function opened(kind: Kind, options: Parameters<typeof inspectorOf>[1]): Promise<Inspector> {
  try {
    return await inspectorOf(kind, options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

/** One answer a line, in order, with a bounded number under way, so that memory does not grow with the input. */
async function run(kind: Kind, inspect: Inspector, input: NodeJS.ReadableStream): Promise<void> {
  const waiting: Promise<string>[] = [];
  const flush = async () => {
    const line = await waiting.shift();
    if (line !== undefined && !process.stdout.write(`${line}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  };
  for await (const bytes of linesOf(input)) {
    const text = new TextDecoder().decode(bytes);
    if (text.trim() === '') continue;
    waiting.push(answer(text, inspect));
    if (waiting.length >= IN_FLIGHT[kind]) await flush();
  }
  while (waiting.length > 0) await flush();
}

async function answer(text: string, inspect: Inspector): Promise<string> {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return JSON.stringify({
      error: { code: 'not-json', message: '该行不是有效的 JSON / the line is not valid JSON' },
    });
  }
  try {
    return JSON.stringify(await inspect(line));
  } catch (error) {
    const id = typeof line === 'object' && line !== null && 'id' in line ? { id: line.id } : {};
    return JSON.stringify({
      ...id,
      error: { code: 'bad-line', message: error instanceof Error ? error.message : String(error) },
    });
  }
}

function argumentsOf() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        in: { type: 'string' },
        lexicon: { type: 'string' },
        match: { type: 'string' },
        read: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const { values, positionals } = argumentsOf();
const kind = positionals[0];
if (positionals.length !== 1 || !(kind === 'text' || kind === 'credential' || kind === 'image'))
  refuse('KIND?');
// A reader that stops early (head) is no error.
process.stdout.on('error', () => process.exit(0));
await run(
  kind,
  await opened(kind, values),
  values.in === undefined ? process.stdin : createReadStream(values.in),
);
process.exit(0);
