// npm run simulate -- [--seeds N] [--first SEED] [--seed SEED [--faults 0,3]] [--agents MODULE]...
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Simulation } from "./search.ts";
import { createWorld } from "./world.ts";

/** Plug-ins that are simulated unless others are named. */
const EXAMPLES = ["reviewer", "debugger", "tests-first"].map((name) =>
  fileURLToPath(new URL(`../../../examples/${name}.ts`, import.meta.url)),
);

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    first: { type: "string", default: "1" },
    seed: { type: "string" },
    faults: { type: "string" },
    agents: { type: "string", multiple: true },
  },
});
/** Seeds after which a line says how many there were. */
const PROGRESS = 100;
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const world = await createWorld({ modules: values.agents ?? EXAMPLES });
try {
  const simulation = await Simulation.of(world);
  write(`${simulation.messages} messages without faults`);
  if (values.seed === undefined) await runSeeds(simulation);
  else await runSeed(simulation, Number(values.seed));
} finally {
  await world.close();
}

async function runSeeds(simulation: Simulation): Promise<void> {
  const first = Number(values.first);
  const count = Number(values.seeds);
  let failed = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const failure = await simulation.failure(seed);
    const done = seed - first + 1;
    if (done % PROGRESS === 0)
      process.stderr.write(`${done} of ${count} seeds, ${failed} failed\n`);
    if (!failure) continue;
    failed += 1;
    const { needed, faults, violations } = failure;
    write(`seed ${seed}: ${violations.slice(0, 5).join("; ")}`);
    for (const fault of faults) write(`  ${JSON.stringify(fault)}`);
    const agents = (values.agents ?? []).map((module) => ` --agents ${module}`).join("");
    write(`  npm run simulate -- --seed ${seed} --faults ${needed.join(",")}${agents}`);
  }
  write(`${count} seeds from ${first}: ${failed} with violations`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runSeed(simulation: Simulation, seed: number): Promise<void> {
  const chosen = values.faults?.split(",").filter(Boolean).map(Number);
  for (const [number, fault] of simulation.faults(seed).entries()) {
    const isLeftOut = chosen !== undefined && !chosen.includes(number);
    write(`${isLeftOut ? "left out" : "fault"} ${number}: ${JSON.stringify(fault)}`);
  }
  const violations = await simulation.violations(seed, chosen);
  for (const violation of violations) write(violation);
  write(`seed ${seed}: ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
