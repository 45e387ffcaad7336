const PLAIN = /^[\w@%+=:,./-]+$/;
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A path as one word of a shell command, safe to paste whatever the path holds. */
export function shellQuote(text: string): string {
  if (PLAIN.test(text) && !text.startsWith("-")) return text;
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const bytes = [...Buffer.from(text)];
  const escaped = bytes.map((byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`,
  );
  return `$'${escaped.join("")}'`;
}
