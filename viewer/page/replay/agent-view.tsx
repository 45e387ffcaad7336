import { useRef } from "preact/hooks";
import type { AgentAnswer, PatchAnswer } from "../../contracts/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { Json } from "./json.tsx";
import { StateChart, WaysOut } from "./state-chart.tsx";

/** Changes of one step that are listed. */
const CHANGES = 200;

/** An agent at a position: its machine with the current state, and its context with what changed. */
export function AgentView({
  address,
  seq,
  onSeek,
}: {
  readonly address: string;
  readonly seq: number;
  readonly onSeek: (seq: number) => void;
}) {
  const asked = ask<AgentAnswer>("agent", { address, seq: String(seq) }).value;
  // What was there stays until the next is: a chart that flickers cannot be watched.
  const before = useRef(asked);
  if (asked.state !== "waiting") before.current = asked;
  return (
    <Awaited asked={asked.state === "waiting" ? before.current : asked}>
      {(agent) => <State agent={agent} onSeek={onSeek} />}
    </Awaited>
  );
}

function State({
  agent,
  onSeek,
}: {
  readonly agent: AgentAnswer;
  readonly onSeek: (seq: number) => void;
}) {
  const { step, states, before, after, error } = agent;
  return (
    <section class="agent-view">
      <h2 class="mono">
        <Plain text={agent.address} />
      </h2>
      <p class="agent-steps">
        <Go to={agent.previous} onSeek={onSeek} says="Its step before" />
        <span class="aside">
          {step === null ? "not started yet" : `state since message ${step}`}, {agent.steps} steps
        </span>
        <Go to={agent.next} onSeek={onSeek} says="Its next step" />
      </p>
      {error && (
        <p class="violation">
          <b>{error.code}</b> <Plain text={error.reason} />
        </p>
      )}
      {states.length === 0 ? (
        <p class="notice">No loaded module defines the role {agent.role}.</p>
      ) : (
        <StateChart states={states} before={before} after={after} />
      )}
      {step !== null && states.length > 0 && (
        <>
          <h3>What leads out of it</h3>
          <WaysOut states={states} after={after} />
        </>
      )}
      {agent.sent.length > 0 && (
        <>
          <h3>It sent</h3>
          <ul class="ways">
            {agent.sent.map((text, index) => (
              <li key={index}>
                <Plain text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>What the step changed in its context: {agent.patch.length}</h3>
      <Changes patch={agent.patch} />
      <h3>Context</h3>
      <Json key={`${agent.address} ${step}`} value={agent.context} depth={1} />
    </section>
  );
}

function Go({
  to,
  says,
  onSeek,
}: {
  readonly to: number | null;
  readonly says: string;
  readonly onSeek: (seq: number) => void;
}) {
  return (
    <button type="button" disabled={to === null} onClick={() => to !== null && onSeek(to)}>
      {says}
    </button>
  );
}

const SIGNS = { add: "+", remove: "−", replace: "~" } as const;

function Changes({ patch }: { readonly patch: readonly PatchAnswer[] }) {
  if (patch.length === 0) return <p class="aside">Nothing.</p>;
  return (
    <ul class="changes">
      {patch.slice(0, CHANGES).map(({ op, path, value, old }, index) => (
        <li key={index} class={`change-${op}`}>
          <b title={op}>{SIGNS[op]}</b>{" "}
          <code>
            <Plain text={path === "" ? "all of it" : path} />
          </code>{" "}
          {op === "replace" && (
            <span class="change-old">
              <Json value={old} depth={2} /> <span aria-hidden="true">→</span>{" "}
            </span>
          )}
          {op === "remove" ? <Json value={old} depth={2} /> : <Json value={value} depth={2} />}
        </li>
      ))}
      {patch.length > CHANGES && <li class="aside">and {patch.length - CHANGES} more</li>}
    </ul>
  );
}
