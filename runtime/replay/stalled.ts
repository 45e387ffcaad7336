import type { Bus } from "../bus/index.ts";
import { LogFold, type FoldOptions } from "./fold.ts";
import { collectVoids } from "./voids.ts";

/**
 * Whether nothing can happen in a session any more, by its log alone: every request is answered,
 * and its agents have said all that they say to what they were told. Where they are hosted, and
 * whether anybody hosts them now, makes no difference.
 */
export async function isStalled(
  bus: Pick<Bus, "read">,
  session: string,
  options: Omit<FoldOptions, "voids">,
): Promise<boolean> {
  const voids = await collectVoids(bus.read({ session }));
  const fold = new LogFold({ ...options, voids });
  for await (const first of bus.read()) {
    fold.add(first);
    break;
  }
  for await (const envelope of bus.read({ session })) fold.add(envelope);
  return !fold.expecting;
}
