import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readObjectBody, readRequest } from './body.ts';
import { noSuchBucket, noSuchKey, preconditionFailed, S3Error } from './errors.ts';
import {
  answer,
  answerError,
  answerXml,
  type Context,
  contextOf,
  isForm,
  listen,
  metaOf,
  parseRange,
  unquote,
} from './http.ts';
import { deleteResult, listBuckets, listObjects } from './listing.ts';
import { type ObjectHead, type ObjectStore, openObjectStore } from './object-store.ts';
import { acceptPost } from './post.ts';
import { authorize } from './signature.ts';

export interface ObjectEvent {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  /** `ObjectCreated:Put`, `ObjectRemoved:Delete`, ... */
  readonly name: string;
  readonly time: number;
}

export interface ObjectEngine {
  readonly endpoint: string;
  readonly store: ObjectStore;
  /** Hears of every object created or removed, after it is safely on disk. */
  onEvent(listener: (event: ObjectEvent) => void): void;
  /** Hears of every request that was served: method class and the sender's user agent. */
  onRequest(listener: (operation: 'get' | 'put' | 'delete', userAgent: string) => void): void;
  close(): Promise<void>;
}

export interface ObjectEngineOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly port?: number;
  readonly log?: (line: string) => void;
}

/** The S3 engine: path-style requests on loopback, objects on disk, creation events after the durable write. */
export async function startObjectEngine(options: ObjectEngineOptions): Promise<ObjectEngine> {
  const store = openObjectStore(options.folder, options.now);
  const eventListeners: ((event: ObjectEvent) => void)[] = [];
  const requestListeners: ((operation: 'get' | 'put' | 'delete', userAgent: string) => void)[] = [];
  const emit = (bucket: string, head: ObjectHead, name: string): void => {
    const event = { bucket, key: head.key, size: head.size, etag: head.etag, name, time: options.now() };
    for (const listener of eventListeners) listener(event);
  };

  async function serve(context: Context): Promise<void> {
    const { request, response, url, bucket, key } = context;
    const method = request.method ?? 'GET';
    if (method === 'OPTIONS') {
      answer(response, 200, '', { 'access-control-allow-methods': 'GET, PUT, POST, HEAD, DELETE' });
      return;
    }
    // A browser form signs its policy, not the request.
    if (method === 'POST' && key === '' && isForm(request)) {
      const { object, fields } = await acceptPost(request, bucket, await readRequest(request), options.now());
      if (!store.hasBucket(bucket)) throw noSuchBucket();
      const head = store.put(bucket, object.key, object, { ifNoneMatch: false, ifMatch: undefined });
      if (head !== undefined) emit(bucket, head, 'ObjectCreated:Post');
      const status = Number(fields.success_action_status ?? 204);
      answer(response, status === 200 || status === 201 ? status : 204, '', { etag: `"${head?.etag}"` });
      return;
    }
    authorize(request, url, options.now());
    if (bucket === '') {
      answerXml(response, listBuckets(store));
    } else if (key === '') {
      await serveBucket(context, method);
    } else {
      await serveObject(context, method);
    }
  }

  async function serveBucket({ request, response, url, bucket }: Context, method: string): Promise<void> {
    if (method === 'PUT') {
      store.createBucket(bucket);
      answer(response, 200, '', { location: `/${bucket}` });
      return;
    }
    if (!store.hasBucket(bucket)) throw noSuchBucket();
    if (method === 'HEAD') {
      answer(response, 200, '', { 'x-amz-bucket-region': 'us-east-1' });
    } else if (method === 'GET' && url.searchParams.has('location')) {
      answerXml(response, '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>');
    } else if (method === 'GET' && url.searchParams.get('list-type') === '2') {
      answerXml(response, listObjects(store, bucket, url.searchParams));
    } else if (method === 'POST' && url.searchParams.has('delete')) {
      const body = (await readObjectBody(request)).toString('utf8');
      answerXml(
        response,
        deleteResult(body, (key) => removeObject(bucket, key)),
      );
    } else {
      throw new S3Error(501, 'NotImplemented', `${method} on a bucket with ${url.search} is not run locally`);
    }
  }

  function removeObject(bucket: string, key: string): void {
    const head = store.head(bucket, key);
    if (head !== undefined && store.delete(bucket, key)) emit(bucket, head, 'ObjectRemoved:Delete');
  }

  async function serveObject(context: Context, method: string): Promise<void> {
    const { request, response, url, bucket, key } = context;
    if (!store.hasBucket(bucket)) throw noSuchBucket();
    if (url.searchParams.has('uploads') || url.searchParams.has('uploadId')) {
      throw new S3Error(
        501,
        'NotImplemented',
        'Multipart uploads are not run locally; upload in one request',
      );
    }
    if (Buffer.byteLength(key) > 1024) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
    switch (method) {
      case 'PUT':
        await putObject(context);
        return;
      case 'GET':
      case 'HEAD':
        getObject(context, method);
        return;
      case 'DELETE':
        removeObject(bucket, key);
        answer(response, 204, '');
        return;
      default:
        throw new S3Error(405, 'MethodNotAllowed', `${request.method} is not allowed against this resource`);
    }
  }

  async function putObject({ request, response, bucket, key }: Context): Promise<void> {
    const { headers } = request;
    const copySource = headers['x-amz-copy-source'];
    const object =
      typeof copySource === 'string'
        ? copied(copySource)
        : { ...metaOf(request), body: await readObjectBody(request) };
    const ifNoneMatch = headers['if-none-match'];
    if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
      throw new S3Error(501, 'NotImplemented', 'A conditional write takes If-None-Match: * only');
    }
    const ifMatch = headers['if-match'] === undefined ? undefined : unquote(headers['if-match']);
    if (ifMatch !== undefined && store.head(bucket, key) === undefined) throw noSuchKey();
    const head = store.put(bucket, key, object, { ifNoneMatch: ifNoneMatch === '*', ifMatch });
    if (head === undefined) throw preconditionFailed();
    if (typeof copySource === 'string') {
      answerXml(
        response,
        `<CopyObjectResult><ETag>&quot;${head.etag}&quot;</ETag><LastModified>${new Date(head.modified).toISOString()}</LastModified></CopyObjectResult>`,
      );
      emit(bucket, head, 'ObjectCreated:Copy');
      return;
    }
    answer(response, 200, '', { etag: `"${head.etag}"` });
    emit(bucket, head, 'ObjectCreated:Put');
  }

  function copied(source: string): {
    body: Buffer;
    contentType: string;
    headers: Readonly<Record<string, string>>;
  } {
    const [bucket = '', ...rest] = decodeURIComponent(source.replace(/\?.*$/, ''))
      .replace(/^\//, '')
      .split('/');
    const found = store.get(bucket, rest.join('/'));
    if (found === undefined) throw noSuchKey();
    return { body: found.body, contentType: found.head.contentType, headers: found.head.headers };
  }

  function getObject({ request, response, url, bucket, key }: Context, method: 'GET' | 'HEAD'): void {
    const found = method === 'GET' ? store.get(bucket, key) : undefined;
    const head = found?.head ?? store.head(bucket, key);
    if (head === undefined) throw noSuchKey();
    const headers: Record<string, string> = {
      ...head.headers,
      'content-type': url.searchParams.get('response-content-type') ?? head.contentType,
      etag: `"${head.etag}"`,
      'last-modified': new Date(head.modified).toUTCString(),
      'accept-ranges': 'bytes',
    };
    const disposition = url.searchParams.get('response-content-disposition');
    if (disposition !== null) headers['content-disposition'] = disposition;
    const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
    if (ifMatch !== undefined && ifMatch !== '*' && unquote(ifMatch) !== head.etag)
      throw preconditionFailed();
    if (ifNoneMatch !== undefined && (ifNoneMatch === '*' || unquote(ifNoneMatch) === head.etag)) {
      answer(response, 304, '', headers);
      return;
    }
    const range = parseRange(request.headers.range, head.size);
    if (range !== undefined) headers['content-range'] = `bytes ${range.start}-${range.end}/${head.size}`;
    const start = range?.start ?? 0;
    const end = range?.end ?? head.size - 1;
    headers['content-length'] = String(end - start + 1);
    response.writeHead(range === undefined ? 200 : 206, headers);
    if (method === 'HEAD') response.end();
    else response.end(found?.body.subarray(start, end + 1));
  }

  const server = createServer((request, response) => {
    const begun = handle(request, response);
    begun.catch((error: unknown) => options.log?.(`S3 engine: ${String(error)}`));
  });
  server.keepAliveTimeout = 60_000;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = request.headers.origin;
    if (origin !== undefined) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader(
        'access-control-allow-headers',
        String(request.headers['access-control-request-headers'] ?? '*'),
      );
      response.setHeader('access-control-expose-headers', 'etag');
    }
    try {
      await serve(contextOf(request, response));
    } catch (error) {
      answerError(request, response, error, options.log);
    }
    const { method = 'GET', headers } = request;
    const listing = method === 'GET' && (request.url ?? '').includes('list-type=');
    const operation =
      method === 'DELETE' ? 'delete' : method === 'PUT' || method === 'POST' || listing ? 'put' : 'get';
    for (const listener of requestListeners) listener(operation, String(headers['user-agent'] ?? ''));
  }

  const port = await listen(server, options.port ?? 0);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    store,
    onEvent: (listener) => {
      eventListeners.push(listener);
    },
    onRequest: (listener) => {
      requestListeners.push(listener);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      store.close();
    },
  };
}
