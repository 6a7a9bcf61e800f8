import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { s3Objects } from '../functions/shared/objects.ts';
import { KNOWLEDGE_PARTS } from '../models/knowledge.ts';
import { buildKnowledge } from './knowledge/build.ts';
import { publishPictures, publishTo } from './knowledge/publish.ts';

const { values } = parseArgs({
  options: {
    publish: { type: 'boolean', default: false },
    bucket: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});

const built = await buildKnowledge(process.cwd());
if (!values.quiet) {
  for (const part of KNOWLEDGE_PARTS) {
    const { sha256, bytes } = built.manifest.parts[part];
    console.log(`${part.padEnd(10)} ${String(bytes).padStart(10)} B  ${sha256.slice(0, 16)}`);
  }
  console.log(`manifest   ${built.id}`);
}
if (values.publish) {
  const bucket = values.bucket ?? process.env.TOUCHSTONE_BUCKET;
  if (bucket === undefined) {
    console.error(
      '--publish 需要 --bucket 名称（见部署输出） / --publish needs --bucket NAME (see the deployment outputs)',
    );
    process.exit(2);
  }
  const objects = s3Objects(new S3Client({}), bucket);
  await publishPictures(objects, built);
  await publishTo(objects, built);
  console.log(
    `已上传，等待知识发布阶段启用 / uploaded; the knowledge stage verifies it and moves the pointer`,
  );
}
