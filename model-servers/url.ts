import { SECRET_SHOWN } from "./secret.ts";
import { isSecretParameter } from "./secret-shapes.ts";

/**
 * A SPEC or URL without user names, passwords and secret parameters. In doubt it hides more, since
 * a password that is not encoded may hold any character.
 */
export function withoutCredentials(text: string): string {
  const masked = text.replaceAll(
    /([?&;]([^=&;#?\s]+)=)[^&;#\s]*/g,
    (whole, start: string, name: string) => (isSecretParameter(name) ? `${start}[secret]` : whole),
  );
  const scheme = /^[a-z][a-z0-9-]*:(?!\/\/)/i.exec(masked)?.[0] ?? "";
  const rest = masked.slice(scheme.length);
  const start = /(?:^|[@"'\s])https?:\/\//i.exec(rest);
  if (start === null) return scheme + rest.replace(/^[^:]*:.*@/s, "[secret]@");
  const end = start.index + start[0].length;
  const address = rest.slice(end);
  if (!address.includes("@")) return masked;
  const before = rest.slice(0, end);
  const model = /^[^:]*:\/\/$/.test(before) ? before : "";
  return `${scheme}${model}${address.replace(/^.*@/s, "[secret]@")}`;
}

/** A text without the user names and passwords of its URLs, which are secrets nobody registered. */
export function withoutUserInfo(text: string): string {
  return text.includes("://")
    ? text.replaceAll(/(:\/\/)[^/?#\s"']*@/g, `$1${SECRET_SHOWN}@`)
    : text;
}
