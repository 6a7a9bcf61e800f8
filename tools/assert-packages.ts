import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What `cdk synth` packaged must run on Lambda's arm64: every native binary is an ELF file for aarch64, and each
 * function that looks at pictures carries sharp's binary and its libvips.
 */
const ELF = 0x7f454c46;
const AARCH64 = 0xb7;
const OUT = 'cdk.out';

const assets = readdirSync(OUT).filter((name) => name.startsWith('asset.'));
const problems: string[] = [];
let withSharp = 0;
for (const asset of assets) {
  const files = readdirSync(join(OUT, asset), { recursive: true, encoding: 'utf8' });
  const natives = files.filter((file) => /\.(node|so)(\.[\d.]+)?$/.test(file));
  for (const file of natives) {
    const head = readFileSync(join(OUT, asset, file)).subarray(0, 20);
    const machine = head.length === 20 && head.readUInt32BE(0) === ELF ? head.readUInt16LE(18) : undefined;
    if (machine !== AARCH64) problems.push(`${asset}/${file}: machine ${machine}, not aarch64`);
  }
  if (!files.some((file) => file.endsWith('node_modules/sharp/package.json'))) continue;
  withSharp++;
  for (const part of ['sharp-linux-arm64', 'sharp-libvips-linux-arm64']) {
    if (!natives.some((file) => file.includes(part))) problems.push(`${asset}: sharp without ${part}`);
  }
}
if (withSharp < 2) problems.push(`sharp is packaged with ${withSharp} functions; intake and the API need it`);
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0
    ? `${assets.length} 个函数包，原生库均为 arm64 / packages, natives for arm64`
    : '打包有误 / wrong packages',
);
process.exit(problems.length === 0 ? 0 : 1);
