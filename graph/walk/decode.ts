import { isUtf8 } from "node:buffer";

/** How bytes become text and back. */
export type Encoding = "utf-8" | "latin1";

/** A text and its encoding, or why the bytes are not text. */
export type Decoded = { text: string; encoding: Encoding } | { reason: "binary" | "encoding" };

/**
 * Text from bytes so that {@link encodeText} gives the same bytes back. Valid UTF-8 keeps its BOM
 * as U+FEFF; other bytes without NUL are Latin-1, where every byte is one character. Control
 * characters that no text has make them `binary`; more high bytes than a language in Latin letters
 * has make them `encoding`, as do the BOMs of UTF-16 and UTF-32.
 */
export function decodeText(bytes: Buffer): Decoded {
  if (isWide(bytes)) return { reason: "encoding" };
  if (bytes.includes(0)) return { reason: "binary" };
  if (isUtf8(bytes)) return { text: bytes.toString("utf8"), encoding: "utf-8" };
  const reason = notLatin(bytes);
  return reason === undefined ? { text: bytes.toString("latin1"), encoding: "latin1" } : { reason };
}

/** The text of a file of git's, which skips a byte order mark; undefined when it is none. */
export function decodeLines(bytes: Buffer): string | undefined {
  const decoded = decodeText(bytes);
  return "text" in decoded ? decoded.text.replace(/^\uFEFF/, "") : undefined;
}

/** The bytes of a decoded text. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  return Buffer.from(text, encoding === "latin1" ? "latin1" : "utf8");
}

function isWide(bytes: Buffer): boolean {
  if (bytes.length < 2) return false;
  const mark = bytes.readUInt16BE(0);
  if (mark === 0xfffe || mark === 0xfeff) return true;
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0xfeff;
}

// Latin-1 accepts any bytes, so that compressed data without a NUL would pass as text.
function notLatin(bytes: Buffer): "binary" | "encoding" | undefined {
  let controls = 0;
  let high = 0;
  for (const byte of bytes) {
    if ((byte < 0x20 && (byte < 0x07 || byte > 0x0d) && byte !== 0x1b) || byte === 0x7f)
      return "binary";
    if (byte >= 0x80 && byte < 0xa0) controls++;
    if (byte >= 0x80) high++;
  }
  return high > bytes.length / 2 || controls > bytes.length / 20 ? "encoding" : undefined;
}
