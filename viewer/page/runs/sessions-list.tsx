import type { SessionAnswer } from "../../contracts/index.ts";
import { Gain, gainText } from "../figures/index.ts";
import { VirtualList } from "../list/index.ts";
import { hrefOf } from "../shell/index.ts";
import { Plain } from "../text/index.ts";

const SIGNS = { done: "✓", failed: "✗", running: "…" } as const;

/** The sessions of a run; a failed one says why, and what usually helps. */
export function SessionsList({
  sessions,
  chosen,
}: {
  readonly sessions: readonly SessionAnswer[];
  readonly chosen: string;
}) {
  return (
    <section class="panel sessions">
      <h2>Sessions</h2>
      <VirtualList
        class={sessions.length > 4 ? "" : "few"}
        items={sessions}
        keyOf={({ session }) => session}
        estimate={() => 40}
        label="Sessions"
      >
        {(entry) => (
          <div class={`row ${entry.session === chosen ? "row-chosen" : ""}`}>
            <span class={`state state-${entry.state}`}>
              <span aria-hidden="true">{SIGNS[entry.state]}</span> {entry.state}
            </span>
            <a href={hrefOf("runs", { session: entry.session })} class="name">
              <Plain text={entry.session} />
            </a>
            <span class="number">{entry.files.toLocaleString("en")} files</span>
            <span class="number wide">{entry.tokens.toLocaleString("en")} tokens</span>
            {entry.gain ? <Gain gain={entry.gain} /> : <span />}
            <span class="number wide">{entry.gain ? `${gainText(entry.gain)} nats` : ""}</span>
            {entry.code !== undefined && (
              <p class="reason">
                <b>{entry.code}</b> <Plain text={entry.reason ?? ""} />
                {entry.advice !== undefined && <> To do: {entry.advice}.</>}
              </p>
            )}
          </div>
        )}
      </VirtualList>
    </section>
  );
}
