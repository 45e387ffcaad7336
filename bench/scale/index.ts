import type { BenchRow } from "../row.ts";
import { extrapolation } from "./extrapolation/index.ts";
import { profileLog, profileText } from "./profile/index.ts";
import { validate } from "./validation/index.ts";

/**
 * What 300,000 repositories need, and how far to believe it: small cases as the model predicts
 * them against what they are. With paths of logs, prints what their sessions took instead.
 */
export async function benchScale(logs: readonly string[] = []): Promise<BenchRow[]> {
  for (const log of logs) {
    for (const profile of await profileLog(log)) process.stdout.write(`${profileText(profile)}\n`);
  }
  if (logs.length > 0) return [];
  process.stdout.write(`${extrapolation()}\n`);
  return validate();
}
