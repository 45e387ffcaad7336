import {
  CONTROL_ADDRESS,
  countOf,
  firstDifference,
  type Body,
  type Draft,
  type Envelope,
} from "../../protocols/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { Divergence } from "../../runtime/replay/index.ts";
import { openingOf, startOf, type Driving } from "../run/driver.ts";
import { sessionSettings } from "../run/settings.ts";

/**
 * What the driver of a run sent, which no agent folds: the first record, and one start for each
 * session, which must follow from that record. The author's fingerprint is taken from the log,
 * since prompts may have changed since.
 */
export async function checkDriving(
  log: string,
  opened: Body<"run.opened">,
  config: Config,
  until = Infinity,
): Promise<Divergence[]> {
  const divergences: Divergence[] = [];
  for await (const envelope of readLog(log)) {
    if (envelope.seq > until) break;
    if (envelope.from !== CONTROL_ADDRESS && envelope.seq > 1) continue;
    const expected = expectedOf(envelope, opened, config);
    const { seq: _seq, time: _time, ...recorded } = envelope;
    const difference = firstDifference(recorded, expected);
    if (!difference) continue;
    divergences.push({
      agent: CONTROL_ADDRESS,
      seq: envelope.seq,
      kind: envelope.kind,
      what: "differs",
      path: difference.path,
      recorded: difference.left,
      attempted: difference.right,
      likely: "the log was altered: how its sessions start does not follow from its first record",
    });
  }
  return divergences;
}

function expectedOf(
  envelope: Envelope,
  opened: Body<"run.opened">,
  config: Config,
): Draft | undefined {
  const { run, seq, id } = envelope;
  if (seq === 1) return openingOf(run, opened);
  const count = countOf(id) ?? 0;
  const plan = opened.sessions[count - 1];
  if (!plan) return undefined;
  const driving: Driving = {
    settings: { ...sessionSettings(config), author: authorOf(envelope) },
    seed: opened.seed,
    coders: config.coders,
    behaviour: opened.behaviours["main"] ?? "",
  };
  return startOf(run, plan, count, driving);
}
