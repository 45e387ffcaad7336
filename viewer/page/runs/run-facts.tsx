import type { RunAnswer } from "../../contracts/index.ts";
import { Plain } from "../text/index.ts";

/** How a run was started and how far it is. */
export function RunFacts({ run }: { readonly run: RunAnswer }) {
  const { sessions, usage } = run;
  const count = (state: string): number => sessions.filter((entry) => entry.state === state).length;
  const [done, failed] = [count("done"), count("failed")];
  const facts: readonly (readonly [string, string])[] = [
    ["sessions", `${done} of ${sessions.length} done${failed > 0 ? `, ${failed} failed` : ""}`],
    ["seed", String(run.seed)],
    ["author", run.author],
    ["scorers", run.scorers.join(", ")],
    ["search", run.strategy],
    ["Hindcast", run.version],
    ...(run.elapsed_ms === undefined
      ? []
      : [["time", `${(run.elapsed_ms / 1000).toFixed(1)} s`] as const]),
    ...(usage?.requests ? [["author's requests", String(usage.requests)] as const] : []),
  ];
  return (
    <section class="facts" aria-labelledby="run-name">
      <h1 id="run-name">
        <Plain text={run.run} />
        <span class={`tag ${run.state === "running" ? "tag-live" : ""}`}>{run.state}</span>
      </h1>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Plain text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
