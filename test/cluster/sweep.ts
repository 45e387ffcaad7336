import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { faults } from "./faults.ts";
import { referenceRun } from "./harness/reference.ts";
import { plantProjects } from "./harness/repositories.ts";
import { tryFault } from "./trial.ts";

/**
 * Tries every fault at many moments and prints the table of docs/faults.md; ends with 1 when a try
 * did not come to the same trajectories. Binaries of other versions of nats-server make the fault
 * of a changed version; without one it is left out and said so.
 */
const { values } = parseArgs({
  options: {
    tries: { type: "string", default: "10" },
    first: { type: "string", default: "1" },
    only: { type: "string" },
    server: { type: "string", multiple: true, default: [] },
  },
});

const directory = await mkdtemp(path.join(tmpdir(), "hindcast-sweep-"));
let failed = 0;
try {
  const repositories = await plantProjects(path.join(directory, "repositories"), 4);
  const { trajectories, messages } = await referenceRun(repositories, path.join(directory, "ref"));
  const rows: string[] = [];
  for (const fault of faults) {
    if (values.only !== undefined && !fault.name.includes(values.only)) continue;
    if (fault.name.includes("version") && values.server.length === 0) {
      rows.push(`| ${fault.name} | not tried: no --server BINARY | |`);
      continue;
    }
    let survived = 0;
    const first = Number(values.first);
    const tries = Number(values.tries);
    for (let seed = first; seed < first + tries; seed += 1) {
      const reference = { repositories, trajectories, messages };
      const problems = await tryFault(fault, seed, reference, values.server);
      if (problems.length === 0) survived += 1;
      const verdict = problems.length === 0 ? "survived" : problems.join("\n  ");
      process.stderr.write(`${fault.name}, seed ${seed}: ${verdict}\n`);
    }
    failed += tries - survived;
    rows.push(`| ${fault.name} | ${tries} | ${survived} |`);
  }
  process.stdout.write(
    ["| fault | tried | survived |", "| --- | ---: | ---: |", ...rows, ""].join("\n"),
  );
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
