import { useSignal } from "@preact/signals";
import type { SurpriseAnswer, SurprisesAnswer } from "../../contracts/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { Code } from "../text/index.ts";

/** Levels of colour; each has its own number of bars, so that it is read without colours too. */
const LEVELS = 4;

interface SurpriseCodeProps {
  readonly session: string;
  readonly path: string;
  readonly text: string;
  readonly find: string;
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** A written file; at the reader's wish with what each line cost the scorer, without and with the thoughts. */
export function SurpriseCode({ session, path, text, find, open, onOpen }: SurpriseCodeProps) {
  const shown = useSignal(false);
  const label = `Written: ${path}`;
  const folding = { find, open, onOpen };
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-pressed={shown.value}
        onClick={() => (shown.value = !shown.value)}
      >
        {shown.value ? "Hide the surprise of its lines" : "Surprise of its lines"}
      </button>
      {shown.value ? (
        <Awaited asked={ask<SurprisesAnswer>("surprises", { path, session }).value}>
          {(surprises) => (
            <>
              <Summary surprises={surprises} />
              <Code
                text={text}
                label={label}
                {...folding}
                beside={(lines) => <Columns lines={lines} surprises={surprises} />}
              />
            </>
          )}
        </Awaited>
      ) : (
        <Code text={text} label={label} {...folding} />
      )}
    </>
  );
}

function Summary({ surprises: { listed, none, kept } }: { readonly surprises: SurprisesAnswer }) {
  if (none.length === 0) {
    return (
      <p class="aside">
        {listed === 0
          ? "This search did not ask which lines surprise the scorer, so the log does not hold it: the strategy mcts asks."
          : "The scorer gives no probabilities by token, so the log does not hold which lines surprise it."}
      </p>
    );
  }
  const left = new Map(kept.map(({ line, nats }) => [line, nats]));
  const better = none.filter(({ line, nats }) => (left.get(line) ?? 0) < nats).length;
  return (
    <p class="aside surprise-summary">
      The {none.length} lines that cost most without thoughts, in nats; {better} of them cost less
      with the kept thoughts. Left: without, right: with. A dot: not among the {listed} most
      surprising.
    </p>
  );
}

function Columns({
  lines,
  surprises,
}: {
  readonly lines: readonly number[];
  readonly surprises: SurprisesAnswer;
}) {
  const { none, kept } = surprises;
  if (none.length === 0) return null;
  const most = Math.max(...[...none, ...kept].map(({ nats }) => nats), 1e-9);
  return (
    <>
      <Column lines={lines} of={none} most={most} label="Surprise without thoughts" />
      <Column lines={lines} of={kept} most={most} label="Surprise with the kept thoughts" />
    </>
  );
}

function Column({
  lines,
  of,
  most,
  label,
}: {
  readonly lines: readonly number[];
  readonly of: readonly SurpriseAnswer[];
  readonly most: number;
  readonly label: string;
}) {
  const known = new Map(of.map(({ line, nats }) => [line, nats]));
  return (
    <div class="surprise" role="img" aria-label={`${label}: ${wordsOf(of)}`}>
      {lines.map((line) => {
        const nats = known.get(line);
        if (nats === undefined) return <span key={line}>·</span>;
        const level = Math.min(LEVELS, 1 + Math.floor((LEVELS * nats) / most));
        return (
          <span key={line} class={`surprise-${level}`}>
            {nats.toFixed(nats < 100 ? 1 : 0)}
          </span>
        );
      })}
    </div>
  );
}

function wordsOf(of: readonly SurpriseAnswer[]): string {
  return of.map(({ line, nats }) => `line ${line} ${nats.toFixed(1)}`).join(", ");
}
