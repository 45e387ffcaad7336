import { withServer } from "../../cluster/index.ts";
import type { BenchRow } from "../../row.ts";
import { validateGrowth } from "./exchanges.ts";
import { validatePublishes } from "./publishes.ts";
import { validateSessions } from "./sessions.ts";

/** What the model says of small cases beside what they are. */
export async function validate(): Promise<BenchRow[]> {
  const onServer = await withServer(async (bench) => [
    ...(await validateGrowth(bench)),
    ...(await validatePublishes(bench)),
  ]);
  return [...onServer, ...(await validateSessions())];
}
