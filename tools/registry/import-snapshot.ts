import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { levelNumber } from '../../models/registry/level-number.ts';
import type { RecordMapping } from '../../models/registry/mapping.ts';
import { numberAt, recordOf } from '../../models/registry/read-answer.ts';
import { pointerKey, type SnapshotPointer, snapshotKey } from '../../models/registry/snapshot.ts';
import { encodeRow, hashNumber } from '../../models/registry/snapshot-row.ts';
import { runBuilder } from '../../models/registry/snapshot-run.ts';
import { mappingOfColumns } from './columns.ts';
import { csvFields, csvRecords } from './csv-records.ts';
import { mergeRuns } from './merge-runs.ts';
import { sourceLines } from './source-lines.ts';

export type ImportOptions = {
  file: string;
  kind: string;
  registry: string;
  /** ISO time at which the registry gave the file out. */
  takenAt: string;
  complete: boolean;
  validDays: number;
  /** Runs and checkpoint; results appear below `outDir` under the keys they have in the bucket. */
  workDir: string;
  outDir: string;
  /** @default by the file's name: .ndjson or .jsonl, else CSV */
  format?: 'csv' | 'ndjson';
  encoding?: 'utf-8' | 'gb18030';
  mapping?: RecordMapping;
  resume?: boolean;
  /** Bytes of rows sorted at a time. @default 16 MB */
  runBytes?: number;
  /** Called after each run of about a hundred thousand rows; what it throws stops the import, which can be resumed. */
  onProgress?: (state: Progress) => void;
  onBadRow?: (line: number, problem: string) => void;
};

const Checkpoint = z.strictObject({
  identity: z.string(),
  offset: z.number(),
  line: z.number(),
  columns: z.array(z.string()),
  runs: z.number(),
  rows: z.number(),
  replaced: z.number(),
  bad: z.number(),
  badBytes: z.number(),
});
type Progress = z.infer<typeof Checkpoint> & { totalBytes: number };
export type Imported = { pointer: SnapshotPointer; bad: number; replaced: number; badFile: string };

export class ResumeError extends Error {
  override name = 'ResumeError';
}

/**
 * Makes a snapshot of a registry's file: streamed, in bounded memory, resumable after each run. A row that cannot be
 * read is reported with its line and left out.
 */
export function importSnapshot(options: ImportOptions): Imported {
  const { workDir, file, kind } = options;
  const format = options.format ?? (/\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv');
  const totalBytes = statSync(file).size;
  const checkpointFile = join(workDir, 'checkpoint.json');
  const badFile = join(workDir, 'bad-rows.ndjson');
  const state = begin(options, identityOf(options, format), checkpointFile, badFile);
  const runFile = (i: number) => join(workDir, `run-${i}`);
  const decoder = new TextDecoder(options.encoding ?? 'utf-8', { fatal: true });
  const builder = runBuilder(options.runBytes);
  let mapping = options.mapping ?? (state.columns.length > 0 ? mappingOfColumns(state.columns) : undefined);
  let badRows = '';

  const bad = (line: number, problem: string) => {
    state.bad++;
    badRows += `${JSON.stringify({ line, problem })}\n`;
    options.onBadRow?.(line, problem);
  };
  /** Everything up to here is on disk before the checkpoint says so. */
  const flush = () => {
    if (builder.rows() > 0) {
      const run = builder.take();
      writeFileSync(runFile(state.runs), run.bytes);
      state.runs++;
      state.replaced += run.replaced;
    }
    appendFileSync(badFile, badRows);
    state.badBytes += Buffer.byteLength(badRows);
    badRows = '';
    writeFileSync(`${checkpointFile}.part`, JSON.stringify(state));
    renameSync(`${checkpointFile}.part`, checkpointFile);
    options.onProgress?.({ ...state, totalBytes });
  };

  const lines = sourceLines(file, state.offset, state.line);
  for (const record of format === 'csv' ? csvRecords(lines) : lines) {
    const { bytes, line, endOffset } = record;
    try {
      if ('broken' in record) throw new SyntaxError('a quote does not close');
      const text = decoder.decode(bytes).replace(/^\uFEFF/, '');
      if (text.trim() !== '') {
        if (format === 'csv' && state.columns.length === 0) {
          state.columns = csvFields(text).map((name) => name.trim());
          mapping ??= mappingOfColumns(state.columns);
        } else {
          const row = format === 'csv' ? rowOf(state.columns, csvFields(text)) : objectOf(text);
          mapping ??= mappingOfColumns(Object.keys(row));
          const encoded = encode(mapping, kind, row);
          if (!builder.add(encoded.high, encoded.low, encoded.row)) {
            // The checkpoint stands before this row; it is added to the next run.
            flush();
            builder.add(encoded.high, encoded.low, encoded.row);
          }
          state.rows++;
        }
      }
    } catch (error) {
      if (!(error instanceof BadRowError || error instanceof SyntaxError || error instanceof TypeError))
        throw error;
      bad(line, error.message.slice(0, 200));
    }
    state.offset = endOffset;
    state.line = line;
  }
  flush();

  const meta = {
    kind,
    registry: options.registry,
    takenAt: options.takenAt,
    complete: options.complete,
    validDays: options.validDays,
  };
  const artefact = join(workDir, 'snapshot');
  const runs = Array.from({ length: state.runs }, (_, i) => runFile(i));
  const merged = mergeRuns(runs, meta, artefact);
  const pointer: SnapshotPointer = {
    ...meta,
    rows: merged.rows,
    version: merged.version,
    bytes: merged.bytes,
  };
  place(artefact, options.outDir, pointer);
  for (const path of [...runs, checkpointFile]) rmSync(path, { force: true });
  return { pointer, bad: state.bad, replaced: state.replaced + merged.replaced, badFile };
}

class BadRowError extends Error {}

function encode(mapping: RecordMapping, kind: string, row: Record<string, unknown>) {
  const number = levelNumber(numberAt(mapping, row) ?? '');
  if (number === '') throw new BadRowError('no number');
  try {
    const encoded = encodeRow(recordOf(mapping, { kind, number }, row));
    if (encoded.length > 65_535) throw new BadRowError('longer than 64 KB');
    return { ...hashNumber(number), row: encoded };
  } catch (error) {
    throw new BadRowError(error instanceof Error ? error.message : 'unreadable');
  }
}

function rowOf(columns: string[], fields: string[]): Record<string, string> {
  if (fields.length !== columns.length)
    throw new BadRowError(`${fields.length} fields, the header names ${columns.length}`);
  return Object.fromEntries(columns.map((name, i) => [name, fields[i] ?? '']));
}

function objectOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadRowError('no object');
  return value as Record<string, unknown>;
}

/** A fresh start, or where the checkpoint stands; refuses a checkpoint of another file or another mapping. */
function begin(options: ImportOptions, identity: string, checkpointFile: string, badFile: string) {
  if (options.resume && existsSync(checkpointFile)) {
    const kept = Checkpoint.parse(JSON.parse(readFileSync(checkpointFile, 'utf8')));
    if (kept.identity !== identity)
      throw new ResumeError('the checkpoint belongs to another file or other options');
    truncateSync(badFile, kept.badBytes);
    return kept;
  }
  rmSync(options.workDir, { recursive: true, force: true });
  mkdirSync(options.workDir, { recursive: true });
  writeFileSync(badFile, '');
  return {
    identity,
    offset: 0,
    line: 0,
    columns: [] as string[],
    runs: 0,
    rows: 0,
    replaced: 0,
    bad: 0,
    badBytes: 0,
  };
}

/** Size, beginning and end of the file and what is made of it: enough to see that it is not the same. */
function identityOf(options: ImportOptions, format: string): string {
  const { size } = statSync(options.file);
  const fd = openSync(options.file, 'r');
  const hash = createHash('sha256');
  const part = Buffer.alloc(65_536);
  for (const offset of [0, Math.max(0, size - part.length)])
    hash.update(part.subarray(0, readSync(fd, part, 0, part.length, offset)));
  hash.update(JSON.stringify([size, format, options.kind, options.encoding, options.mapping]));
  return hash.digest('hex');
}

/** The artefact first, then the pointer to it, so that a reader never finds a pointer to nothing. */
function place(artefact: string, outDir: string, pointer: SnapshotPointer): void {
  const target = join(outDir, snapshotKey(pointer.version));
  mkdirSync(join(target, '..'), { recursive: true });
  renameSync(artefact, target);
  const to = join(outDir, pointerKey(pointer.kind));
  writeFileSync(`${to}.part`, JSON.stringify(pointer));
  renameSync(`${to}.part`, to);
}
