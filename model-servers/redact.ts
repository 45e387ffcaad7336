import { SECRET_SHOWN, type Secret, type Secrets } from "./secret.ts";
import { hasKeyShape, withoutKeyShapes } from "./secret-shapes.ts";
import { withoutUserInfo } from "./url.ts";

/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

/**
 * Makes a function that replaces secrets in texts, in every form in which programs write them: as
 * they are, inside JSON (twice, for JSON in JSON), inside URLs, and as Base64.
 */
export function redactor(secrets: readonly Secret[]): Redact {
  const forms = new Set(
    secrets.filter(isDistinctive).flatMap((secret) => formsOf(secret.reveal())),
  );
  // The longest first, so that no part of a secret remains beside a shorter one.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  const pattern = new RegExp(
    ordered.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|"),
    "g",
  );
  return (text) => text.replace(pattern, SECRET_SHOWN);
}

/** A placeholder, such as vLLM's "EMPTY" or one to three characters, would be found in any text. */
function isDistinctive(secret: Secret): boolean {
  const text = secret.reveal();
  return text.length >= 4 && text !== "EMPTY";
}

/** Whether a text contains one of the secrets, or something that has the form of a key. */
export function holdsSecret(text: string, secrets: Secrets): boolean {
  return (
    hasKeyShape(text) ||
    secrets.all.some((secret) => isDistinctive(secret) && text.includes(secret.reveal()))
  );
}

/** Characters of a server's own words that are shown. */
const SHOWN_LENGTH = 300;

/**
 * Makes a function that prepares what a server or a connection said for an error message: without
 * the key and whatever has the form of one, on one line without control characters, and short.
 */
export function errorRedactor(key: Secret | undefined): Redact {
  const redact = redactor(key === undefined ? [] : [key]);
  return (text) => {
    const safe = withoutKeyShapes(withoutUserInfo(redact(text)));
    const line = safe.replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\ufffd]+/gu, " ").trim();
    return line.length <= SHOWN_LENGTH ? line : `${line.slice(0, SHOWN_LENGTH)}...`;
  };
}

function formsOf(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const forms = [
    secret,
    escaped,
    JSON.stringify(escaped).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
  ];
  // A lone surrogate cannot be part of a URL.
  if (secret.isWellFormed()) {
    const encoded = encodeURIComponent(secret);
    forms.push(
      encoded,
      encodeURI(secret),
      encoded.replaceAll("%20", "+"),
      encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    );
  }
  return forms;
}
