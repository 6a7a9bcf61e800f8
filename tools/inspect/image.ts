import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isAbsolute, resolve } from 'node:path';
import * as z from 'zod';
import { analyse, type ImageFacts } from '../../models/image/analyse.ts';
import { type CodeReader, loadCodeReader } from '../../models/image/codes.ts';
import { registrationOf } from '../../models/image/register.ts';
import { type ImageMatcher, loadMatcher } from './image-match.ts';
import { type CertificateReading, certificateReader } from './image-read.ts';

const require = createRequire(import.meta.url);

const Line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  file: z.string().min(1),
  register: z.boolean().optional(),
});

export type InspectImageOptions = {
  readonly codes: CodeReader;
  readonly match?: ImageMatcher;
  readonly read?: (bytes: Uint8Array) => Promise<CertificateReading>;
  /** Folder that relative paths start from. */
  readonly baseDir: string;
};

/** `{"id","file"}` → what the picture shows; an unreadable picture gives `{"id","error":{"code","message"}}`. */
export async function inspectImage(line: unknown, options: InspectImageOptions): Promise<object> {
  const { id, file, register } = Line.parse(line);
  const bytes = await bytesOf(isAbsolute(file) ? file : resolve(options.baseDir, file));
  if (!bytes)
    return { id, error: { code: 'unreadable-file', message: `无法读取文件 ${file} / cannot read ${file}` } };
  const outcome = await analyse(bytes, { codes: options.codes });
  if (!outcome.ok) {
    const { code, message } = outcome.error;
    return { id, error: { code, message: `${message.zh} / ${message.en}` } };
  }
  const { facts } = outcome;
  return {
    id,
    ...reported(facts),
    ...(register ? await looksToRegister(bytes) : {}),
    ...(options.match ? { matches: await options.match(bytes, facts) } : {}),
    ...(options.read ? await options.read(bytes) : {}),
  };
}

/** What else a row of features.ndjson says of its picture. */
async function looksToRegister(bytes: Uint8Array): Promise<{ looks?: string }> {
  const outcome = await registrationOf(bytes);
  return outcome.ok ? { looks: outcome.registration.looks } : {};
}

function reported(facts: ImageFacts) {
  const { pdq, quality, dihedral, width, height, codes, sharpness, textShare, problems } = facts;
  return { pdq, quality, dihedral, width, height, codes, sharpness, textShare, problems };
}

async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}

/** An inspector with its engines loaded: `match` names an NDJSON file of features, `read` also reads certificates. */
export async function imageInspector({
  match,
  read,
}: {
  readonly match?: string | undefined;
  readonly read?: boolean | undefined;
}): Promise<(line: unknown) => Promise<object>> {
  const options: InspectImageOptions = {
    codes: await loadCodeReader(await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))),
    baseDir: process.cwd(),
    ...(match === undefined ? {} : { match: await loadMatcher(match) }),
    ...(read ? { read: await certificateReader() } : {}),
  };
  return (line) => inspectImage(line, options);
}
