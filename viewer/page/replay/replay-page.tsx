import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { DivergencesAnswer, ReplayAnswer, RunAnswer } from "../../contracts/index.ts";
import type { ListHandle } from "../list/index.ts";
import { Awaited, ask, askAgain, refine, route, useKeys } from "../shell/index.ts";
import { Plain } from "../text/index.ts";
import { agentOf } from "./addresses.ts";
import { Inspector, viewOf } from "./inspector.tsx";
import { Lanes } from "./lanes.tsx";
import { MessageList } from "./message-list.tsx";
import { SPEEDS, Scrubber } from "./scrubber.tsx";
import { headAt, refreshTail, totalOf, type Passing } from "./windows.ts";

/** Milliseconds between two looks at a log that grows. */
const REFRESH = 1000;
/** Milliseconds between two positions while playing, at least. */
const FRAME = 40;

/** A log, message by message: who sent what to whom and why, and what state that left agents in. */
export function ReplayPage({ run }: { readonly run: RunAnswer; readonly session: string }) {
  return (
    <Awaited asked={ask<ReplayAnswer>("replay").value}>
      {(replay) => <Replay replay={replay} live={run.state === "running"} />}
    </Awaited>
  );
}

function Replay({ replay, live }: { readonly replay: ReplayAnswer; readonly live: boolean }) {
  const list = useRef<ListHandle>(null);
  const kindChoice = useRef<HTMLSelectElement>(null);
  const { params } = route.value;
  const { last } = replay;
  const passing: Passing = { agent: params["only"] ?? "", kind: params["kind"] ?? "" };
  const total = totalOf(passing, last);
  const seq = Math.min(Math.max(1, numberOf(params["seq"]) ?? 1), Math.max(1, last));
  const playing = useSignal(false);
  const speed = useSignal<number>(SPEEDS[1]);
  const following = useSignal(live && params["seq"] === undefined);
  const current = headAt({ agent: "", kind: "" }, seq - 1);
  const agent = params["agent"] ?? (current && agentOf(current));
  const view = viewOf(params["view"]);
  const asked = ask<DivergencesAnswer>("divergences").value;
  const divergences = asked.state === "there" ? asked.value.listed : [];
  const diverged = new Set(divergences.map((one) => one.seq));

  const isAll = passing.agent === "" && passing.kind === "";
  const seek = (to: number, index?: number): void => {
    const next = Math.min(Math.max(1, Math.round(to)), Math.max(1, last));
    refine({ seq: String(next) });
    if (index === undefined && isAll) list.current?.scrollTo(next - 1, "auto");
  };
  const seekByHand = (to: number, index?: number): void => {
    following.value = false;
    seek(to, index);
  };
  /** Keys may come faster than the page is drawn, so they count from the address. */
  const seekBy = (by: number): void => seekByHand((numberOf(route.peek().params["seq"]) ?? 1) + by);

  useEffect(() => {
    if (!playing.value) return undefined;
    const rate = Math.max(FRAME, 1000 / speed.value);
    const each = Math.max(1, Math.round((speed.value * rate) / 1000));
    const timer = setInterval(() => {
      if (seq >= last) playing.value = false;
      else seek(seq + each);
    }, rate);
    return () => clearInterval(timer);
  });
  const growing = live || replay.reading;
  const listed = useRef({ passing, total });
  listed.current = { passing, total };
  useEffect(() => {
    if (!growing) return undefined;
    const timer = setInterval(() => {
      const before = listed.current;
      void askAgain("replay").then(() => refreshTail(before.passing, before.total));
      if (live) void askAgain("run");
    }, REFRESH);
    return () => clearInterval(timer);
  }, [growing, live]);
  useEffect(() => {
    if (following.value && seq !== last) seek(last);
  }, [following.value, last]);
  // A position that the address names is in sight.
  useEffect(() => {
    if (isAll) list.current?.scrollTo(seq - 1, "auto");
  }, [isAll]);

  const nextDivergence = (): void => {
    const found = divergences.find((one) => one.seq > seq) ?? divergences[0];
    if (found) seekByHand(found.seq);
  };
  const faster = (by: 1 | -1): void => {
    const at = SPEEDS.findIndex((each) => each === speed.value) + by;
    speed.value = SPEEDS[Math.min(Math.max(0, at), SPEEDS.length - 1)] ?? speed.value;
  };
  useKeys([
    { keys: ["j", "ArrowRight"], does: "next message", act: () => seekBy(1) },
    { keys: ["k", "ArrowLeft"], does: "previous message", act: () => seekBy(-1) },
    { keys: [" "], does: "play or pause", act: () => (playing.value = !playing.value) },
    { keys: ["+"], does: "faster", act: () => faster(1) },
    { keys: ["-"], does: "slower", act: () => faster(-1) },
    { keys: ["g"], does: "to the first message", act: () => seekByHand(1) },
    { keys: ["G"], does: "to the last message", act: () => seekByHand(last) },
    { keys: ["e"], does: "next divergence", act: nextDivergence },
    { keys: ["m"], does: "the message", act: () => refine({ view: "message" }) },
    { keys: ["c"], does: "causes and effects", act: () => refine({ view: "causes" }) },
    { keys: ["a"], does: "the agent", act: () => refine({ view: "agent" }) },
    { keys: ["/"], does: "filter", act: () => kindChoice.current?.focus() },
  ]);
  const chooseAgent = (address: string): void => refine({ agent: address, view: "agent" });

  return (
    <div class="replay">
      <Scrubber
        replay={replay}
        seq={seq}
        time={current?.time}
        playing={playing.value}
        speed={speed.value}
        following={following.value}
        diverged={divergences.map((one) => one.seq)}
        onSeek={seekByHand}
        onPlay={() => (playing.value = !playing.value)}
        onSpeed={(each) => (speed.value = each)}
        onFollow={() => (following.value = !following.value)}
      />
      <Lanes
        seq={seq}
        last={last}
        agent={agent}
        diverged={diverged}
        onChoose={seekByHand}
        onAgent={chooseAgent}
      />
      <div class="replay-body">
        <div class="replay-list">
          <div class="toolbar">
            <h1>Messages</h1>
            <select
              ref={kindChoice}
              aria-label="Kind"
              value={passing.kind}
              onChange={({ currentTarget }) => refine({ kind: currentTarget.value })}
            >
              <option value="">every kind</option>
              {replay.kinds.map((kind) => (
                <option key={kind}>{kind}</option>
              ))}
            </select>
            <select
              aria-label="Actor"
              value={passing.agent}
              onChange={({ currentTarget }) => refine({ only: currentTarget.value })}
            >
              <option value="">every actor</option>
              {replay.addresses.map((address) => (
                <option key={address}>{address}</option>
              ))}
            </select>
            <span class="aside" role="status">
              {total.toLocaleString("en")} messages
            </span>
            <Verdict asked={asked} onNext={nextDivergence} />
          </div>
          <MessageList
            passing={passing}
            total={total}
            seq={seq}
            start={replay.first_time}
            diverged={diverged}
            handle={list}
            onChoose={seekByHand}
          />
        </div>
        <Inspector
          seq={seq}
          agent={agent}
          view={view}
          onView={(next) => refine({ view: next })}
          onSeek={seekByHand}
          onAgent={chooseAgent}
        />
      </div>
    </div>
  );
}

/** Whether today's agents send what the log says. */
function Verdict({
  asked,
  onNext,
}: {
  readonly asked: ReturnType<typeof ask<DivergencesAnswer>>["value"];
  readonly onNext: () => void;
}) {
  if (asked.state === "waiting") return <span class="aside">comparing with today's agents</span>;
  if (asked.state === "refused") {
    return (
      <span class="tag tag-warning">
        not compared: <Plain text={`${asked.error.code}, ${asked.error.detail}`} />
      </span>
    );
  }
  const { count } = asked.value;
  if (count === 0) return <span class="tag">✓ today's agents send the same</span>;
  return (
    <button type="button" class="diverged-word" onClick={onNext}>
      ▲ {count} {count === 1 ? "divergence" : "divergences"}
    </button>
  );
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
