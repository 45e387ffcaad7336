import type { IncomingMessage } from "node:http";
import { RequestRefusal } from "./refusal.ts";

/** The JSON of a request's body; undefined when it has none. Throws a Refusal, or an error when the client is gone. */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, mostBytes);
  if (bytes.length === 0) return undefined;
  const type = (request.headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase();
  // A page in a browser cannot send this type elsewhere without being asked first.
  if (type !== "application/json") {
    const message = "Unsupported Media Type: Only 'application/json' is allowed";
    throw new RequestRefusal("media-type", message);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new RequestRefusal("malformed", "1 validation error:\n  body: JSON decode error", "body");
  }
}

/** A connection is closed when its body exceeds the limit by this factor. */
const EXCESS_FACTOR = 8;

async function readBytes(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, since many clients read the answer only after sending everything.
    if (size <= mostBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > EXCESS_FACTOR * mostBytes) throw new Error("the client does not end");
  }
  if (size <= mostBytes) return Buffer.concat(chunks);
  throw new RequestRefusal("too-large", `The body is larger than ${mostBytes} bytes.`);
}
