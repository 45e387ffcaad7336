import { isHindcastError } from "../../protocols/index.ts";
import { isSecretName, withoutUserInfo, type Redact } from "../../model-servers/index.ts";

/** Deeper than this, a value is left out: a log line is for people. */
const DEPTH = 8;

export interface PlainLogOptions {
  readonly redact: Redact;
  /** Whether errors keep their stacks. */
  readonly stacks: boolean;
}

/**
 * A copy of a value that can be logged: plain JSON, errors by code and message wherever they
 * stand, what stands under the name of a secret and secrets themselves replaced, cycles cut.
 */
export function toPlain(value: unknown, options: PlainLogOptions): unknown {
  return plain(value, options, []);
}

function plain(value: unknown, options: PlainLogOptions, above: readonly object[]): unknown {
  if (typeof value === "string") return options.redact(withoutUserInfo(value));
  if (typeof value === "bigint" || typeof value === "symbol") return options.redact(String(value));
  if (typeof value === "function") return `[function ${options.redact(value.name)}]`;
  if (typeof value === "number") return plainNumber(value, options);
  if (value === null || typeof value !== "object") return value;
  if (above.includes(value)) return "[circular]";
  if (above.length >= DEPTH) return "[deep]";
  const inner = [...above, value];
  if (value instanceof Error) return plainError(value, options, inner);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => plain(item, options, inner));
  if (value instanceof Map || value instanceof Set) return plain([...value], options, inner);
  if (value instanceof Headers) return plain(Object.fromEntries(value), options, inner);
  if ("toJSON" in value && typeof value.toJSON === "function") {
    return plain(
      attempt(() => (value as { toJSON(): unknown }).toJSON()),
      options,
      inner,
    );
  }
  return plainObject(value, options, inner);
}

function plainObject(
  value: object,
  options: PlainLogOptions,
  above: readonly object[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(value).map((name) => {
      const item = attempt(() => (value as Record<string, unknown>)[name]);
      const hidden = isSecretName(name) && item !== undefined && item !== null;
      return [options.redact(name), hidden ? "[secret]" : plain(item, options, above)];
    }),
  );
}

function plainError(
  error: Error,
  options: PlainLogOptions,
  above: readonly object[],
): Record<string, unknown> {
  const ours = isHindcastError(error);
  const code = "code" in error ? error.code : undefined;
  return {
    ...(code === undefined ? { type: error.name } : { code: plain(code, options, above) }),
    message: plain(ours ? error.detail : error.message, options, above),
    ...(options.stacks && error.stack !== undefined
      ? { stack: plain(error.stack, options, above) }
      : {}),
    ...(error.cause === undefined ? {} : { cause: plain(error.cause, options, above) }),
    ...(error instanceof AggregateError ? { errors: plain(error.errors, options, above) } : {}),
  };
}

function plainNumber(value: number, options: PlainLogOptions): unknown {
  const text = String(value);
  const shown = options.redact(text);
  return shown === text && Number.isFinite(value) ? value : shown;
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return "[unreadable]";
  }
}
