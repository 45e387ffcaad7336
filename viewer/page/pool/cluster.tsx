import type { ClusterAnswer } from "../../contracts/index.ts";
import { bytesText, durationText, numberText } from "../figures/index.ts";
import { Plain } from "../text/index.ts";
import { Endpoints } from "./endpoints.tsx";
import { Table } from "./table.tsx";

type Run = ClusterAnswer["runs"][number];
type Worker = ClusterAnswer["workers"][number];

/** Failures of a run that are listed. */
const FAILURES = 50;

/** The runs and workers of a NATS server. */
export function Cluster({ cluster }: { readonly cluster: ClusterAnswer }) {
  const { server, runs, workers, at } = cluster;
  return (
    <section class="cluster" aria-labelledby="cluster-title">
      <h1 id="cluster-title">
        Cluster <span class="tag tag-live">live</span>
      </h1>
      <p class="aside">
        nats-server <Plain text={server.version} />, {runs.length}{" "}
        {runs.length === 1 ? "run" : "runs"}, {workers.length}{" "}
        {workers.length === 1 ? "worker" : "workers"}
      </p>
      <div class="cards">
        {runs.map((run) => (
          <RunCard key={run.run} run={run} at={at} />
        ))}
      </div>
      <Workers workers={workers} at={at} />
    </section>
  );
}

function RunCard({ run, at }: { readonly run: Run; readonly at: number }) {
  const { sessions, queues, failures, unserved, eta_seconds: eta, log } = run;
  const share = (count: number): string => `${(100 * count) / Math.max(1, sessions.total)}%`;
  const told = `${sessions.done} of ${sessions.total} done, ${sessions.failed} failed, ${sessions.working} at work, ${sessions.waiting} waiting`;
  return (
    <article class="card card-wide">
      <h2>
        <Plain text={run.run} />
        <span class={`tag ${run.state === "running" ? "tag-live" : ""}`}>{run.state}</span>
      </h2>
      <svg
        class="share"
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        role="img"
        aria-label={told}
      >
        <rect class="share-done" x="0" width={share(sessions.done)} height="6" />
        <rect
          class="share-failed"
          x={share(sessions.done)}
          width={share(sessions.failed)}
          height="6"
        />
        <rect
          class="share-working"
          x={share(sessions.done + sessions.failed)}
          width={share(sessions.working)}
          height="6"
        />
      </svg>
      <dl class="pairs">
        <dt>sessions</dt>
        <dd>{told}</dd>
        <dt>rate</dt>
        <dd>
          {numberText(Math.round(run.steps_per_second))} steps and{" "}
          {numberText(Math.round(run.tokens_per_second))} tokens of code a second
          {eta !== null && `, about ${durationText(eta * 1000)} left`}
        </dd>
        <dt>agents</dt>
        <dd>
          <Counts counts={run.agents} />
        </dd>
        <dt>log</dt>
        <dd>
          {numberText(log.messages)} messages, {bytesText(log.bytes)}, submitted{" "}
          {durationText(at - run.submitted)} ago
        </dd>
      </dl>
      {unserved.length > 0 && (
        <p class="violation">
          Nobody plays <Plain text={unserved.join(", ")} />, and requests wait: start a worker with
          these roles.
        </p>
      )}
      {run.damaged > 0 && (
        <p class="violation">{run.damaged} records that are no messages were left out.</p>
      )}
      <Table head={["queue", "waiting", "in hand"]} label={`Queues of ${run.run}`}>
        {queues.map(({ role, waiting, in_hand: held }) => (
          <tr key={role}>
            <th scope="row">
              <Plain text={role} />
            </th>
            <td class={waiting > 0 ? "busy" : ""}>{numberText(waiting)}</td>
            <td>{numberText(held)}</td>
          </tr>
        ))}
      </Table>
      {failures.length > 0 && (
        <ul class="errors">
          {failures.slice(0, FAILURES).map(({ session, code, reason }) => (
            <li key={session}>
              <b>✗ {code}</b> <Plain text={`${session}: ${reason}`} />
            </li>
          ))}
          {failures.length > FAILURES && <li>and {failures.length - FAILURES} more</li>}
        </ul>
      )}
    </article>
  );
}

function Workers({ workers, at }: { readonly workers: readonly Worker[]; readonly at: number }) {
  if (workers.length === 0) {
    return <p class="notice">No worker is there. Start one with `hindcast worker --nats URL`.</p>;
  }
  const rate = ({ runs }: Worker, of: "steps_per_second" | "tokens_per_second"): string =>
    numberText(Math.round(Object.values(runs).reduce((sum, share) => sum + share[of], 0)));
  const head = [
    "worker",
    "state",
    "roles",
    "agents",
    "requests",
    "steps/s",
    "tokens/s",
    "memory",
    "up",
    "host",
  ];
  return (
    <>
      <h2>Workers</h2>
      <Table head={head} label="Workers">
        {workers.map((worker) => (
          <tr key={worker.worker}>
            <th scope="row" class="mono">
              <Plain text={worker.worker} />
            </th>
            <td>{worker.draining ? "draining" : "ready"}</td>
            <td>
              <Plain text={worker.roles.join(", ")} />
            </td>
            <td>
              <Counts counts={merged(worker, "agents")} />
            </td>
            <td>
              <Counts counts={merged(worker, "requests")} />
            </td>
            <td>{rate(worker, "steps_per_second")}</td>
            <td>{rate(worker, "tokens_per_second")}</td>
            <td>{bytesText(worker.memory_bytes)}</td>
            <td>{durationText(Math.max(0, at - worker.started))}</td>
            <td>
              <Plain text={`${worker.host} ${worker.pid}`} />
            </td>
          </tr>
        ))}
      </Table>
      <LeftOut workers={workers} />
      <Endpoints workers={workers} />
    </>
  );
}

/** Roles that a worker cannot play in a run, with the reason. */
function LeftOut({ workers }: { readonly workers: readonly Worker[] }) {
  const lines = workers.flatMap(({ worker, runs }) =>
    Object.entries(runs).flatMap(([run, { left_out: leftOut }]) =>
      Object.entries(leftOut).map(
        ([role, reason]) => `${worker} does not play ${role} in ${run}: ${reason}`,
      ),
    ),
  );
  if (lines.length === 0) return null;
  return (
    <ul class="errors">
      {lines.map((line) => (
        <li key={line}>
          <Plain text={line} />
        </li>
      ))}
    </ul>
  );
}

function Counts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  if (parts.length === 0) return <span class="aside">none</span>;
  return <Plain text={parts.map(([role, count]) => `${numberText(count)} ${role}`).join(", ")} />;
}

function merged({ runs }: Worker, field: "agents" | "requests"): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const share of Object.values(runs)) {
    for (const [role, count] of Object.entries(share[field])) {
      counts[role] = (counts[role] ?? 0) + count;
    }
  }
  return counts;
}
