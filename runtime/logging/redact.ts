const SHOWN = "[secret]";

/** Replaces every known secret in a text. */
export type Redact = (text: string) => string;

/**
 * Makes a function that takes secrets out of texts, in every form in which programs write them:
 * as they are, inside JSON (twice, for JSON in JSON), inside URLs, and as Base64. Texts shorter
 * than four characters are placeholders, not secrets, and would be found everywhere.
 */
export function redactor(secrets: readonly string[]): Redact {
  const forms = new Set(secrets.filter((secret) => secret.length >= 4).flatMap(formsOf));
  // The longest first, so that no part of a secret remains beside a shorter one.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  const pattern = new RegExp(
    ordered.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|"),
    "g",
  );
  return (text) => text.replace(pattern, SHOWN);
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

const SECRET_KEY =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-api-key|api[-_]?key|.*(?:[-_]key|apikey)|password|passwd|secret|.*[-_]secret|.*[-_]token|token|credentials?)$/i;

/** Whether what stands under this name is a secret, whatever it looks like. */
export function isSecretKey(name: string): boolean {
  return SECRET_KEY.test(name);
}

/** User names and passwords of URLs are secrets even when nobody has told us about them. */
export function withoutUserInfo(text: string): string {
  return text.includes("://") ? text.replaceAll(/(:\/\/)[^/?#\s"']*@/g, `$1${SHOWN}@`) : text;
}
