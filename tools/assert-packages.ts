import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What `cdk synth` packaged must run on Lambda's arm64: every native binary is an ELF file for aarch64, each function that looks
 * at pictures carries sharp's binary and its libvips, the one that looks for marks carries OpenCV, and the one that reads certificates carries the recognition engine
 * with its language data, because nothing is fetched at run time.
 */
const ELF = 0x7f454c46;
const AARCH64 = 0xb7;
const OUT = 'cdk.out';
/** Lambda unpacks at most 250 MB. */
const MOST_BYTES = 250 * 1024 * 1024;
/** The engine's variants: which one starts is decided on the machine, by what its processor can do. */
const READER_FILES = [
  ...['lstm', 'simd-lstm', 'relaxedsimd-lstm'].flatMap((variant) => [
    `node_modules/tesseract.js-core/tesseract-core-${variant}.js`,
    `node_modules/tesseract.js-core/tesseract-core-${variant}.wasm`,
  ]),
  'node_modules/tesseract.js/src/worker-script/node/index.js',
  'node_modules/@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz',
];

const assets = readdirSync(OUT).filter((name) => name.startsWith('asset.'));
const problems: string[] = [];
let withSharp = 0;
let withReader = 0;
let withDetector = 0;
for (const asset of assets) {
  const files = readdirSync(join(OUT, asset), { recursive: true, encoding: 'utf8' });
  const natives = files.filter((file) => /\.(node|so)(\.[\d.]+)?$/.test(file));
  for (const file of natives) {
    const head = readFileSync(join(OUT, asset, file)).subarray(0, 20);
    const machine = head.length === 20 && head.readUInt32BE(0) === ELF ? head.readUInt16LE(18) : undefined;
    if (machine !== AARCH64) problems.push(`${asset}/${file}: machine ${machine}, not aarch64`);
  }
  if (files.some((file) => file.endsWith('node_modules/tesseract.js/package.json'))) {
    withReader++;
    for (const part of READER_FILES)
      if (!files.includes(part)) problems.push(`${asset}: the reader without ${part}`);
    const bytes = files.reduce((sum, file) => sum + statSync(join(OUT, asset, file)).size, 0);
    if (bytes > MOST_BYTES) problems.push(`${asset}: ${bytes} bytes unpacked, more than Lambda takes`);
  }
  if (files.includes('node_modules/@techstark/opencv-js/dist/opencv.js')) withDetector++;
  if (!files.some((file) => file.endsWith('node_modules/sharp/package.json'))) continue;
  withSharp++;
  for (const part of ['sharp-linux-arm64', 'sharp-libvips-linux-arm64']) {
    if (!natives.some((file) => file.includes(part))) problems.push(`${asset}: sharp without ${part}`);
  }
}
if (withSharp < 3)
  problems.push(
    `sharp is packaged with ${withSharp} functions; intake, the certificate reader and the API need it`,
  );
if (withReader !== 1)
  problems.push(`the certificate reader is packaged with ${withReader} functions, not one`);
if (withDetector !== 1)
  problems.push(`OpenCV is packaged with ${withDetector} functions; the stage that looks for marks needs it`);
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0
    ? `${assets.length} 个函数包，原生库均为 arm64 / packages, natives for arm64`
    : '打包有误 / wrong packages',
);
process.exit(problems.length === 0 ? 0 : 1);
