import { plan, playSlice } from "./extrapolate.ts";
import { bounds, cases } from "./scenarios.ts";
import { planTable, playedTable, listLine, workTable } from "./tables.ts";

/** What 300,000 repositories need, as tables for people. */
export function extrapolation(): string {
  const planned = cases.map(plan);
  const played = planned.map(playSlice);
  const [base] = planned;
  if (!base) throw new RangeError("there is no case");
  return [
    listLine(base),
    workTable(planned),
    planTable(planned),
    playedTable(played),
    planTable(bounds.map(plan)),
  ].join("\n");
}
