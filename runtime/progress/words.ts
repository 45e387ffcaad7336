import type { ProgressEvent } from "./events.ts";
import { printable } from "../../protocols/index.ts";
import type { Tally } from "./tally.ts";

/** A time span for people: `340 ms`, `12.3 s`, `3:05`, `1:02:03`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const pad = (value: number): string => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const end = pad(seconds % 60);
  return hours === 0 ? `${minutes}:${end}` : `${hours}:${pad(minutes)}:${end}`;
}

/** A count for people: `950`, `12.3k`, `4.5M`. */
export function formatCount(count: number): string {
  if (count < 10_000) return String(count);
  if (count < 999_950) return `${(count / 1000).toFixed(1)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}

/** The state of a run in fields; the live line and the periodic line show the same ones. */
export function fieldsOf(tally: Tally, now: number): string[] {
  const { total, done, failed } = tally.sessions;
  const { count, exact } = tally.plannedFiles;
  const { files, steps, evaluations, tokens } = tally.totals;
  const rate = tally.rate(now);
  const remaining = tally.remaining(now);
  const fields = [];
  if (total > 1) fields.push(`${done}/${total} sessions`);
  if (failed > 0) fields.push(`${failed} failed`);
  fields.push(
    `${files}/${count}${exact ? "" : "+"} files`,
    `${formatCount(steps)} steps`,
    `${formatCount(evaluations)} evaluations`,
    `${formatCount(tokens)} tokens`,
  );
  if (rate !== undefined) fields.push(`${rate.toFixed(rate < 10 ? 1 : 0)} files/s`);
  fields.push(formatDuration(tally.elapsed(now)));
  if (remaining !== undefined && files < count) fields.push(`ETA ${formatDuration(remaining)}`);
  return fields;
}

/** What is going on right now, for the end of the live line. */
export function activityOf(tally: Tally): string {
  const { current } = tally;
  if (tally.stopping) return "stopping";
  if (current === undefined) return "";
  return current.path === undefined ? current.stage : printable(current.path);
}

/** A line about an event that is worth one; undefined for those that are only counted. */
export function sentenceOf(event: ProgressEvent, tally: Tally, now: number): string | undefined {
  const text = describe(event, tally, now);
  return text === undefined ? undefined : printable(text);
}

function describe(event: ProgressEvent, tally: Tally, now: number): string | undefined {
  switch (event.type) {
    case "run.started":
      return `run ${event.run}: ${plural(event.sessions, "session")}`;
    case "session.started":
      return `${event.session}: ${event.repository}`;
    case "survey":
      return `${event.session}: ${plural(event.included, "file")}, ${event.excluded} left out`;
    case "plan":
      return event.violations === 0
        ? `${event.session}: planned ${plural(event.files, "file")}`
        : `${event.session}: planned ${plural(event.files, "file")}, ${plural(event.violations, "violation")} repaired`;
    case "session.finished":
      return `${event.session}: done, ${plural(event.files, "file")}`;
    case "session.failed":
      return `${event.session}: failed: ${event.code}: ${event.reason}`;
    case "run.stopping":
      return `run ${event.run}: stopping, what is in flight has a second to finish`;
    case "run.finished":
      return `run ${event.run}: ${event.done} done, ${event.failed} failed, ${formatDuration(tally.elapsed(now))}`;
    case "stage":
    case "file.started":
    case "file.scored":
    case "file.finished":
      return undefined;
    default:
      return event satisfies never;
  }
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
