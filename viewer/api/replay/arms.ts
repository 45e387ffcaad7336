import * as z from "zod";
import { formatAddress } from "../../../protocols/index.ts";
import type { ArmAnswer, ArmsAnswer } from "../../contracts/index.ts";
import type { ViewTarget } from "../target.ts";
import type { Folded } from "./folded.ts";

/** The part of a search's context that holds what a strategy believes of its proposers. */
const Believing = z.looseObject({
  evaluations: z.array(z.unknown()),
  strategy: z.looseObject({
    arms: z.record(
      z.string(),
      z.looseObject({
        count: z.number(),
        mean: z.number(),
        spread: z.number(),
        asked: z.number(),
        scored: z.number(),
      }),
    ),
  }),
});

/** What a search believed of each proposer at each kind of step, after every batch. */
export function armsAnswer(
  { steps }: Folded,
  { opened }: ViewTarget,
  session: string,
  path: string,
): ArmsAnswer {
  const arms = new Map<string, ArmAnswer["points"][number][]>();
  let seen: unknown;
  const address = path === "" ? "" : formatAddress({ session, role: "search", key: path });
  for (const { after } of steps.of(address)) {
    const known = Believing.safeParse(after.context);
    if (!known.success) continue;
    const { strategy, evaluations } = known.data;
    const state = JSON.stringify(strategy.arms);
    if (state === seen) continue;
    seen = state;
    for (const [name, { count, mean, spread, asked, scored }] of Object.entries(strategy.arms)) {
      const points = arms.get(name) ?? [];
      arms.set(name, points);
      const doubt = count > 1 ? Math.sqrt(spread / (count - 1) / count) : Math.abs(mean);
      points.push({ at: evaluations.length, mean, doubt, asked, scored });
    }
  }
  return {
    strategy: opened.settings.search.strategy,
    arms: [...arms].map(([name, points]) => {
      const [proposer = "", purpose = ""] = name.split(" ");
      return { proposer, purpose, points };
    }),
  };
}
