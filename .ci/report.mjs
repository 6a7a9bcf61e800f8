// What the tests came to, given the runner's exit status. A file that failed is run once more by itself, on a machine
// that does nothing else: what fails twice has failed; what passes then is named as unsteady, and is to be mended, but
// holds nobody up.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** More broken files than this are no accident. */
const ACCIDENTS = 4;

const resultsOf = (file) => JSON.parse(readFileSync(file, 'utf8'));
const failedFiles = ({ testResults }) =>
  testResults.filter(({ status }) => status !== 'passed').map(({ name }) => relative('.', name));

// The runner also fails for what is no test's failure: an unhandled error, a worker that died.
let status = Number(process.argv[2] ?? 1);
const first = resultsOf('build/test-results.json');
let failedTests = first.numFailedTests;
let broken = failedFiles(first);
if (broken.length > 0 && broken.length <= ACCIDENTS) {
  const again = 'build/test-results-again.json';
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${again}`];
  const run = spawnSync('npm', ['test', '-s', '--', '--no-file-parallelism', ...reporters, ...broken], {
    stdio: 'inherit',
  });
  status = run.status ?? 1;
  const second = resultsOf(again);
  const still = failedFiles(second);
  for (const file of broken.filter((file) => !still.includes(file))) console.log(`unsteady: ${file}`);
  failedTests = second.numFailedTests;
  broken = still;
}

const skipped = first.numPendingTests + (first.numTodoTests ?? 0);
const passed = first.numTotalTests - skipped - failedTests;
// A file that cannot be loaded fails without a failed test.
const failed = Math.max(failedTests, broken.length);
if (failed === 0 && status !== 0)
  console.log(`the test runner ended with status ${status} though no test failed`);
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : status);
