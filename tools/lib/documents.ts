import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FieldError } from '../../models/field-error.ts';
import { parseListing } from '../../models/listing-parse.ts';
import { bothLanguages } from '../../models/text-pair.ts';
import { isBlank, linesOf } from './lines.ts';
import type { Upload } from './uploads.ts';

/** A document found on disk: ready to upload, or refused with what is known of its identity. */
export type FoundDocument =
  | ({ ok: true } & Upload)
  | { ok: false; listingId: string; revision: number; errors: FieldError[] };

/** Listing and revision of a document, as far as one that was refused names them. */
export function identityOf(document: FoundDocument): { listingId: string; revision: number } {
  return document.ok ? document.listing : document;
}

/**
 * Listing documents of a path, in name order: a JSON file, an NDJSON file (one listing a line), or a folder of
 * both, searched deeply. Images lie beside the document, in `images/` beside it, or in a folder named after it.
 */
export async function* documentsIn(path: string): AsyncGenerator<FoundDocument> {
  if (!existsSync(path)) {
    yield refusal(basename(path), 'unreadable', {
      zh: `找不到「${path}」。`,
      en: `“${path}” does not exist.`,
    });
    return;
  }
  if (statSync(path).isDirectory()) {
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.isDirectory() || /\.(json|ndjson|jsonl)$/i.test(entry.name))
        yield* documentsIn(join(path, entry.name));
    }
    return;
  }
  if (/\.(ndjson|jsonl)$/i.test(path)) {
    let line = 0;
    for await (const bytes of linesOf(createReadStream(path))) {
      line++;
      if (!isBlank(bytes)) yield read(bytes, path, `${basename(path)}:${line}`);
    }
    return;
  }
  yield read(readFileSync(path), path, basename(path));
}

function read(source: Uint8Array, path: string, name: string): FoundDocument {
  const body = new TextDecoder().decode(source);
  const parsed = parseListing(source);
  if (!parsed.ok) {
    const { listingId, revision } = identity(body, name);
    return { ok: false, listingId, revision, errors: parsed.errors };
  }
  return {
    ok: true,
    listing: parsed.listing,
    body,
    imageDir: imageDirOf(path, parsed.listing.listingId, parsed.listing.images[0]?.file),
  };
}

/** Names of a refused document as far as they can be read. */
function identity(body: string, fallback: string): { listingId: string; revision: number } {
  try {
    const document: unknown = JSON.parse(body);
    if (typeof document === 'object' && document !== null) {
      const { listingId, revision } = document as { listingId?: unknown; revision?: unknown };
      return {
        listingId: typeof listingId === 'string' && listingId !== '' ? listingId : fallback,
        // What JSON cannot write again (1e400) is as good as none.
        revision: typeof revision === 'number' && Number.isFinite(revision) ? revision : 0,
      };
    }
  } catch {
    // Unreadable: named after its place.
  }
  return { listingId: fallback, revision: 0 };
}

function imageDirOf(path: string, listingId: string, file: string | undefined): string {
  const here = dirname(path);
  const stem = basename(path).replace(/\.[^.]+$/, '');
  const candidates = [
    here,
    join(here, 'images'),
    join(here, listingId),
    join(here, stem),
    join(here, 'images', listingId),
  ];
  return candidates.find((folder) => file !== undefined && existsSync(join(folder, file))) ?? here;
}

function refusal(listingId: string, code: string, message: { zh: string; en: string }): FoundDocument {
  return {
    ok: false,
    listingId,
    revision: 0,
    errors: [{ path: '$', code, message: bothLanguages(message) }],
  };
}
