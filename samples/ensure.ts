import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { dayInChina } from '../models/policy/clock.ts';
import { render } from './images/render.ts';
import { allSamples } from './listings/index.ts';
import { type RegistryServer, startRegistry } from './registry-server.ts';
import type { Sample, SampleVerdict } from './sample.ts';

export type SampleExpectation = { verdict: SampleVerdict; codes?: string[] };

export type Samples = {
  /** One JSON document a listing; its images in the folder named after it. */
  folder: string;
  expected: Map<string, SampleExpectation>;
  /** Starts the local registry that knows the samples' credentials, once, and returns its address. */
  registry(): Promise<string>;
  stop(): Promise<void>;
};

/**
 * Draws the sample set into `build/samples/<hash>/` unless it lies there already, and writes its documents anew:
 * some credentials expire so many days from today. Pictures depend on this folder's code alone.
 */
export async function ensureSamples(
  root: string,
  today = dayInChina(new Date().toISOString()),
): Promise<Samples> {
  const samples = allSamples(today);
  const parent = join(root, 'build', 'samples');
  const folder = join(parent, await codeHash());
  if (!existsSync(folder)) await drawInto(folder, samples);
  await writeDocuments(folder, samples);
  let server: Promise<RegistryServer> | undefined;
  return {
    folder,
    expected: new Map(
      samples.map(({ document, verdict, codes }) => [document.listingId, { verdict, codes: [...codes] }]),
    ),
    async registry() {
      server ??= startRegistry(samples.flatMap((sample) => sample.registry));
      return (await server).url;
    },
    async stop() {
      await (await server)?.stop();
      server = undefined;
    },
  };
}

/** Draws beside the place and moves there when all is done, so that an interrupted start leaves nothing half. */
async function drawInto(folder: string, samples: readonly Sample[]): Promise<void> {
  const draft = `${folder}.${process.pid}.draft`;
  const together = pLimit(availableParallelism() + 1);
  await Promise.all(
    samples.flatMap(({ document, pictures }, index) =>
      Object.entries(pictures).map(([file, picture], at) =>
        together(async () => {
          const bytes = await render(picture, 100 + index * 20 + at);
          if (!bytes) return;
          const place = join(draft, document.listingId);
          await mkdir(place, { recursive: true });
          await writeFile(join(place, file), bytes);
        }),
      ),
    ),
  );
  try {
    await rename(draft, folder);
  } catch (error) {
    // Another process was faster: its pictures are the same.
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function writeDocuments(folder: string, samples: readonly Sample[]): Promise<void> {
  const wanted = new Map(samples.map(({ document }) => [`${document.listingId}.json`, document]));
  const standing = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  await Promise.all([
    ...standing.filter((name) => !wanted.has(name)).map((name) => rm(join(folder, name))),
    ...[...wanted].map(([name, document]) =>
      writeFile(join(folder, name), `${JSON.stringify(document, undefined, 2)}\n`),
    ),
  ]);
}

/** Pictures change when the code that draws them or says what is drawn changes. */
async function codeHash(): Promise<string> {
  const here = import.meta.dirname;
  const names = (await readdir(here, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const support = ['image-fonts.ts', 'random.ts'].map((name) => join(here, '..', 'test', 'support', name));
  const hash = createHash('sha256');
  for (const path of [...names.map((name) => join(here, name)), ...support])
    hash.update(await readFile(path));
  return hash.digest('hex').slice(0, 16);
}
