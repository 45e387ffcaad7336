import type { MessageAnswer, MessageHeadAnswer } from "../../contracts/index.ts";
import { bytesText } from "../figures/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { isAgent } from "./addresses.ts";
import { AgentView } from "./agent-view.tsx";
import { Json } from "./json.tsx";

const VIEWS = ["message", "causes", "agent"] as const;
type InspectorView = (typeof VIEWS)[number];
const TITLES = { message: "Message", causes: "Causes and effects", agent: "Agent" } as const;

export function viewOf(text: string | undefined): InspectorView {
  return VIEWS.find((view) => view === text) ?? "message";
}

interface InspectorProps {
  readonly seq: number;
  readonly agent: string | undefined;
  readonly view: InspectorView;
  readonly onView: (view: InspectorView) => void;
  readonly onSeek: (seq: number) => void;
  readonly onAgent: (address: string) => void;
}

/** The chosen message, what led to it and from it, and the agent at this position. */
export function Inspector(props: InspectorProps) {
  const { seq, agent, view, onView, onSeek } = props;
  return (
    <div class="inspector">
      <div class="tabs" role="group" aria-label="What to show">
        {VIEWS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === view}
            onClick={() => onView(each)}
          >
            {TITLES[each]}
          </button>
        ))}
      </div>
      <div class="scroll inspector-body" role="region" aria-label={TITLES[view]} tabIndex={0}>
        {view === "agent" ? (
          agent === undefined ? (
            <p class="notice">No agent is chosen: choose a lane, or a message to an agent.</p>
          ) : (
            <AgentView address={agent} seq={seq} onSeek={onSeek} />
          )
        ) : (
          <Awaited asked={ask<MessageAnswer>("message", { seq: String(seq) }).value}>
            {(message) =>
              view === "message" ? (
                <MessageView key={seq} message={message} {...props} />
              ) : (
                <Links message={message} onSeek={onSeek} />
              )
            }
          </Awaited>
        )}
      </div>
    </div>
  );
}

function MessageView({
  message: { head, id, session, body },
  onAgent,
}: InspectorProps & { readonly message: MessageAnswer }) {
  const address = (text: string) =>
    isAgent(text) ? (
      <button type="button" class="quiet mono" onClick={() => onAgent(text)}>
        <Plain text={text} />
      </button>
    ) : (
      <Plain text={text} />
    );
  return (
    <section class="message-view">
      <h2>
        <Plain text={head.kind} />
        {head.void && <span class="tag tag-warning">void: a retry replaced it</span>}
      </h2>
      <dl class="pairs">
        <dt>from</dt>
        <dd class="mono">{address(head.from)}</dd>
        <dt>to</dt>
        <dd class="mono">{address(head.to)}</dd>
        <dt>id</dt>
        <dd class="mono">
          <Plain text={id} />
        </dd>
        <dt>session</dt>
        <dd class="mono">
          <Plain text={session} />
        </dd>
        <dt>time</dt>
        <dd>{new Date(head.time).toISOString()}</dd>
        <dt>in the log</dt>
        <dd>{bytesText(head.bytes)}</dd>
      </dl>
      <h3>Body</h3>
      <Json value={body} />
    </section>
  );
}

/** The chain of causes, the nearest first, and what followed. */
function Links({
  message: { head, causes, effects },
  onSeek,
}: {
  readonly message: MessageAnswer;
  readonly onSeek: (seq: number) => void;
}) {
  return (
    <>
      <p class="link-now">
        <span class="anchor">{head.seq}</span> <b>{head.kind}</b>
      </p>
      <h2>Sent when it was handled: {effects.length}</h2>
      <List heads={effects} onSeek={onSeek} />
      <h2>
        Led to it: {causes.length}
        {typeof causes[0]?.cause === "number" && " and more"}
        <span class="aside">, the nearest first</span>
      </h2>
      <List heads={causes.toReversed()} onSeek={onSeek} />
    </>
  );
}

function List({
  heads,
  onSeek,
}: {
  readonly heads: readonly MessageHeadAnswer[];
  readonly onSeek: (seq: number) => void;
}) {
  if (heads.length === 0) return <p class="aside">Nothing.</p>;
  return (
    <ol class="links">
      {heads.map(({ seq, kind, from, to }) => (
        <li key={seq}>
          <button type="button" class="quiet" onClick={() => onSeek(seq)}>
            <span class="anchor">{seq}</span> <Plain text={kind} />
            <span class="aside mono">
              {" "}
              <Plain text={`${from} → ${to}`} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
