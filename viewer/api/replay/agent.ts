import { stateNames, statesOf } from "../../../app/debug/index.ts";
import { HindcastError, parseAddress } from "../../../protocols/index.ts";
import { patchOf } from "../../../runtime/replay/index.ts";
import type { AgentAnswer } from "../../contracts/index.ts";
import type { Folded } from "./folded.ts";

/** An agent once the message at a position was handled. Throws USAGE for one that is not there. */
export function agentAnswer({ agents, steps }: Folded, address: string, seq: number): AgentAnswer {
  const own = steps.of(address);
  if (own.length === 0) {
    throw new HindcastError("USAGE", `the log has no agent ${JSON.stringify(address)}`);
  }
  const { role } = parseAddress(address);
  const machine = agents.find((agent) => agent.role === role)?.machine;
  const index = own.findLastIndex((step) => step.at <= seq);
  const step = own[index];
  return {
    address,
    role,
    states: machine ? statesOf(machine) : [],
    step: step?.seq ?? null,
    before: stateNames(step?.before?.value),
    after: stateNames(step?.after.value),
    context: step?.after.context ?? null,
    patch: step ? patchOf(step.before?.context, step.after.context) : [],
    sent: step?.sent.map(({ kind, to }) => `${kind} to ${to}`) ?? [],
    ...(step?.error ? { error: { code: step.error.code, reason: step.error.reason } } : {}),
    previous: own[index - 1]?.seq ?? null,
    next: own[index + 1]?.seq ?? null,
    steps: own.length,
  };
}
