import type { ServerResponse } from "node:http";
import { errorTable, type ErrorCode } from "../../protocols/index.ts";
import type { ErrorAnswer } from "../contracts/index.ts";

/**
 * The page runs its own script and style and speaks to its own server; nothing else is loaded,
 * framed or sent, whatever a repository's text holds.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Answers with a text, and with the headers that keep a browser from doing more with it. */
export function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-length": Buffer.byteLength(text),
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
  });
  response.end(text);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, "application/json", JSON.stringify(value));
}

export function errorAnswer(code: ErrorCode, detail: string): ErrorAnswer {
  return { error: { code, detail, advice: errorTable[code].todo } };
}
