import { RowList, type ListHandle } from "../list/index.ts";
import { Plain } from "../text/index.ts";
import { shortAddress } from "./addresses.ts";
import { headAt, type Passing } from "./windows.ts";

/** Every message that passes, by its position; what comes into sight is asked for. */
export function MessageList({
  passing,
  total,
  seq,
  start,
  diverged,
  handle,
  onChoose,
}: {
  readonly passing: Passing;
  readonly total: number;
  readonly seq: number;
  /** Time of the first message of the log. */
  readonly start: number;
  readonly diverged: ReadonlySet<number>;
  readonly handle: { current: ListHandle | null };
  readonly onChoose: (seq: number, index: number) => void;
}) {
  return (
    <RowList count={total} height={24} label="Messages" handle={handle}>
      {(index) => {
        const head = headAt(passing, index);
        if (!head) return <div class="message-row aside">…</div>;
        const classes = [
          "message-row",
          head.void ? "row-void" : "",
          head.failure ? "row-failure" : "",
        ];
        return (
          <button
            type="button"
            class={classes.join(" ")}
            aria-current={head.seq === seq ? "true" : undefined}
            onClick={() => onChoose(head.seq, index)}
          >
            <span class="anchor">{head.seq}</span>
            <span class="number wide">{((head.time - start) / 1000).toFixed(2)} s</span>
            <span class="message-kind">
              {diverged.has(head.seq) && <b class="diverged-word">▲ diverged </b>}
              <Plain text={head.kind} />
              {head.void && " (void)"}
            </span>
            <span class="message-route mono">
              <Plain text={`${shortAddress(head.from)} → ${shortAddress(head.to)}`} />
            </span>
          </button>
        );
      }}
    </RowList>
  );
}
