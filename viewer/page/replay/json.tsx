import { useSignal } from "@preact/signals";
import type { BlobAnswer } from "../../contracts/index.ts";
import { bytesText } from "../figures/index.ts";
import { Awaited, ask } from "../shell/index.ts";
import { Plain } from "../text/index.ts";

/** Entries of a list or a record that are in sight before the reader asks for more. */
const ENTRIES = 100;
/** Characters of a text that are in sight before. */
const CHARACTERS = 2000;

/** A JSON value as a tree that opens part by part; texts that it names by hash open too. */
export function Json({ value, depth = 0 }: { readonly value: unknown; readonly depth?: number }) {
  if (typeof value === "string") return <Text text={value} />;
  if (typeof value !== "object" || value === null) {
    return <span class="json-plain">{JSON.stringify(value) ?? "undefined"}</span>;
  }
  const blob = blobOf(value);
  if (blob) return <Blob {...blob} />;
  return <Parts value={value} depth={depth} />;
}

function Parts({ value, depth }: { readonly value: object; readonly depth: number }) {
  const open = useSignal(depth < 2);
  const more = useSignal(ENTRIES);
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  if (entries.length === 0) return <span class="json-plain">{isList ? "[]" : "{}"}</span>;
  const count = isList ? `[${entries.length}]` : `{${entries.length}}`;
  return (
    <>
      <button
        type="button"
        class="json-toggle"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <span aria-hidden="true">{open.value ? "▾" : "▸"}</span> {count}
      </button>
      {open.value && (
        <ul class="json">
          {entries.slice(0, more.value).map(([name, part]) => (
            <li key={name}>
              <span class="json-name">
                <Plain text={name} />
              </span>{" "}
              <Json value={part} depth={depth + 1} />
            </li>
          ))}
          {entries.length > more.value && (
            <li>
              <button type="button" class="quiet" onClick={() => (more.value += 10 * ENTRIES)}>
                {(entries.length - more.value).toLocaleString("en")} more
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
}

function Text({ text }: { readonly text: string }) {
  const whole = useSignal(text.length <= CHARACTERS);
  return (
    <span class="json-text">
      <Plain text={whole.value ? text : text.slice(0, CHARACTERS)} />
      {!whole.value && (
        <button type="button" class="quiet" onClick={() => (whole.value = true)}>
          {(text.length - CHARACTERS).toLocaleString("en")} characters more
        </button>
      )}
    </span>
  );
}

function Blob({ sha256, bytes }: { readonly sha256: string; readonly bytes: number }) {
  const open = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="json-toggle"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <span aria-hidden="true">{open.value ? "▾" : "▸"}</span> blob {sha256.slice(0, 12)},{" "}
        {bytesText(bytes)}
      </button>
      {open.value && (
        <Awaited asked={ask<BlobAnswer>("blob", { sha256 }).value}>
          {({ text }) => (
            <div
              class="json-blob"
              role="region"
              aria-label={`Blob ${sha256.slice(0, 12)}`}
              tabIndex={0}
            >
              {text === null ? "It is no text." : <BlobText text={text} />}
            </div>
          )}
        </Awaited>
      )}
    </>
  );
}

/** A blob that is JSON opens as a tree, any other one as text. */
function BlobText({ text }: { readonly text: string }) {
  if (/^[[{]/.test(text)) {
    try {
      return <Json value={JSON.parse(text)} depth={1} />;
    } catch {
      // A text that only begins like JSON.
    }
  }
  return <Text text={text} />;
}

function blobOf(value: object): { sha256: string; bytes: number } | undefined {
  const { sha256, bytes } = value as { sha256?: unknown; bytes?: unknown };
  return typeof sha256 === "string" && typeof bytes === "number" && Object.keys(value).length === 2
    ? { sha256, bytes }
    : undefined;
}
