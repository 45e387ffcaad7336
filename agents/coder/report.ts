import { Sight, type Body, type FileReport, type ReportedStep } from "../../protocols/index.ts";
import { natsPerToken } from "../search/index.ts";
import { describedOf, readsOf, type CoderContext } from "./context.ts";

/** The report to the main agent once the file is written. */
export function reportOf(context: CoderContext): Body<"coder.finished"> {
  const { entry } = context.input;
  const { search } = context;
  const steps = stepsOf(context);
  return {
    path: entry.path,
    steps,
    violations: [...context.violations],
    report: {
      path: entry.path,
      tokens: search?.tokens ?? 0,
      evaluations:
        search?.evaluations.filter(({ move, outcome }) => move && outcome === "scored").length ?? 0,
      proposals: search?.proposals ?? 0,
      leaks_rejected: search?.leaks_rejected ?? 0,
      nats_per_token: search?.nats_per_token ?? { none: 0, first: 0, final: 0 },
      thought_tokens: search?.thought_tokens ?? 0,
      steps: steps.length,
      names: context.names,
      grounded: context.grounded,
      ...judged(context),
      ...(context.troubles.length === 0 ? {} : { troubles: [...context.troubles] }),
    },
    ...(context.judgement ? { judgement: context.judgement } : {}),
    usage: context.usage,
  };
}

function judged({ judgement }: CoderContext): Pick<FileReport, "judge" | "audit"> {
  if (!judgement) return {};
  const { none, first, final } = judgement;
  return {
    judge: {
      none: natsPerToken(none.score),
      first: natsPerToken(first.score),
      final: natsPerToken(final.score),
    },
    audit: final.audit,
  };
}

function stepsOf(context: CoderContext): ReportedStep[] {
  const thoughts = context.thoughts.map((thought, index) => thinkStep(context, thought, index));
  const reads = readsOf(context).map(({ path }): ReportedStep => {
    const reason = describedOf(context).readable.find((file) => file.path === path)?.reason ?? "";
    return { kind: "read", path, reason };
  });
  // The first thought asks what is needed; what was read answers it.
  const asks = context.thoughts[0]?.purpose === "needs" ? 1 : 0;
  const write: ReportedStep = { kind: "write", path: context.input.entry.path };
  return [...thoughts.slice(0, asks).flat(), ...reads, ...thoughts.slice(asks).flat(), write];
}

function thinkStep(
  context: CoderContext,
  thought: CoderContext["thoughts"][number],
  index: number,
): ReportedStep[] {
  const { search } = context;
  const text = search ? search.kept[index] : thought.text;
  if (text === null || text === undefined) return [];
  const candidates = search?.candidates[index] ?? 0;
  const sight = Sight.safeParse(context.input.settings.search.sight).data;
  const kept = {
    kind: "think",
    thought: { ...thought, text },
    candidates,
    ...(sight === undefined ? {} : { sight }),
  } as const;
  return [text === thought.text ? kept : { ...kept, first: thought.text }];
}
