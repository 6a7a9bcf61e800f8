import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LocalPipeline } from '../lib/local-pipeline.ts';
import type { UploaderAnswer, UploaderOrder, UploaderSetup } from './uploader-process.ts';

export type Uploader = {
  /** Puts the document it was given under this key. */
  put(key: string): Promise<void>;
  stop(): void;
};

/**
 * A client of the pipeline in a process of its own, as uploaders are: what it costs is not the pipeline's.
 * @param documents by key, handed over at once so that ordering one costs nothing either
 */
export function startUploader(
  { runtime }: LocalPipeline,
  documents: Readonly<Record<string, string>>,
): Uploader {
  const child = fork(fileURLToPath(new URL('./uploader-process.ts', import.meta.url)));
  const setup: UploaderSetup = {
    client: runtime.client('s3'),
    bucket: runtime.nameOf('Bucket'),
    documents,
  };
  child.send(setup);
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  child.on('message', ({ key, error }: UploaderAnswer) => {
    const promise = waiting.get(key);
    waiting.delete(key);
    if (error === undefined) promise?.resolve();
    else promise?.reject(new Error(error));
  });
  child.on('exit', (code) => {
    for (const promise of waiting.values()) promise.reject(new Error(`the uploader ended with ${code}`));
  });
  return {
    put: (key) => {
      const promise = Promise.withResolvers<void>();
      const order: UploaderOrder = { key };
      waiting.set(key, promise);
      child.send(order);
      return promise.promise;
    },
    stop: () => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}
