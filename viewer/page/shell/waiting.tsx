import type { ComponentChildren } from "preact";
import { Plain } from "../text/index.ts";
import type { Asked } from "./embedded.ts";

/** Shows an answer once it is there, and until then that it is awaited, or why it is not coming. */
export function Awaited<T>({
  asked,
  children,
}: {
  readonly asked: Asked<T>;
  readonly children: (value: T) => ComponentChildren;
}) {
  if (asked.state === "there") return <>{children(asked.value)}</>;
  if (asked.state === "waiting") {
    return (
      <p class="notice" role="status">
        Loading
      </p>
    );
  }
  const { code, detail, advice } = asked.error;
  return (
    <div class="notice failure" role="alert">
      <h2>{code}</h2>
      <p>
        <Plain text={detail} />
      </p>
      <p>To do: {advice}.</p>
    </div>
  );
}
