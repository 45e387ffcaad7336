import type { ReplayAnswer } from "../../contracts/index.ts";
import { durationText } from "../figures/index.ts";

/** Messages a second. */
export const SPEEDS = [1, 5, 25, 100, 500] as const;

interface ScrubberProps {
  readonly replay: ReplayAnswer;
  readonly seq: number;
  /** Time of the chosen message; undefined until it is there. */
  readonly time: number | undefined;
  readonly playing: boolean;
  readonly speed: number;
  readonly following: boolean;
  readonly diverged: readonly number[];
  readonly onSeek: (seq: number) => void;
  readonly onPlay: () => void;
  readonly onSpeed: (speed: number) => void;
  readonly onFollow: () => void;
}

/** Where in the log the reader is, with what moves it: by hand, at a speed, or with its end. */
export function Scrubber(props: ScrubberProps) {
  const { replay, seq, time, playing, speed, following, onSeek } = props;
  const { last, first_time: start } = replay;
  const elapsed = time === undefined ? "" : durationText(time - start);
  return (
    <div class="scrubber">
      <div class="scrubber-buttons">
        <button type="button" aria-label="Previous message" onClick={() => onSeek(seq - 1)}>
          ◀
        </button>
        <button type="button" aria-pressed={playing} onClick={props.onPlay}>
          {playing ? "Pause" : "Play"}
        </button>
        <button type="button" aria-label="Next message" onClick={() => onSeek(seq + 1)}>
          ▶
        </button>
        <select
          aria-label="Speed"
          value={String(speed)}
          onChange={({ currentTarget }) => props.onSpeed(Number(currentTarget.value))}
        >
          {SPEEDS.map((each) => (
            <option key={each} value={String(each)}>
              {each} a second
            </option>
          ))}
        </select>
        <button type="button" aria-pressed={following} onClick={props.onFollow}>
          Follow the end
        </button>
        <span class="number scrubber-place" role="status">
          {seq.toLocaleString("en")} of {last.toLocaleString("en")}
          {elapsed !== "" && ` at ${elapsed}`}
          {replay.reading && "; the log is still being read"}
        </span>
      </div>
      <div class="scrubber-line">
        <input
          type="range"
          min={1}
          max={Math.max(1, last)}
          value={seq}
          aria-label="Position in the log"
          onInput={({ currentTarget }) => onSeek(Number(currentTarget.value))}
        />
        <Marks {...props} />
      </div>
    </div>
  );
}

/** Divergences as triangles, failures as squares and ends of sessions as lines. */
function Marks({ replay, diverged }: ScrubberProps) {
  const { last, notable } = replay;
  const at = (seq: number): number => (1000 * (seq - 1)) / Math.max(1, last - 1);
  const failures = notable.filter(({ failure }) => failure).length;
  const told = `${diverged.length} divergences, ${failures} failures, ${notable.length - failures} ends of sessions`;
  return (
    <svg
      class="marks"
      viewBox="0 0 1000 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={told}
    >
      {notable.map(({ seq, failure }) =>
        failure ? (
          <rect key={seq} class="mark-failure" x={at(seq) - 1.5} y={1} width={3} height={8} />
        ) : (
          <rect key={seq} class="mark-end" x={at(seq) - 0.5} y={0} width={1} height={10} />
        ),
      )}
      {diverged.map((seq) => (
        <path key={seq} class="mark-diverged" d={`M ${at(seq)} 0 l 3 10 l -6 0 z`} />
      ))}
    </svg>
  );
}
