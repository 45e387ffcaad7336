/**
 * `npx tsx test/hostile/fuzz-many.ts [inputs] [seed]`: gives many inputs to every reader of foreign
 * bytes and prints what went wrong, one JSON value a line, and the largest memory.
 */
import { fuzz } from "./fuzz.ts";

const PORTION = 10_000;
const [inputs = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
let faults = 0;
for (let first = 0; first < inputs; first += PORTION) {
  for (const fault of await fuzz(seed, Math.min(PORTION, inputs - first), first)) {
    faults += 1;
    process.stdout.write(`${JSON.stringify(fault)}\n`);
  }
}
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stderr.write(`${inputs} inputs, ${faults} faults, ${megabytes} MB at most\n`);
process.exitCode = faults === 0 ? 0 : 1;
