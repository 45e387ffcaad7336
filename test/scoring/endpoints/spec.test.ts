import { describe, expect, test } from "vitest";
import { createEndpointClient } from "../../../scoring/endpoints/index.ts";

async function nameOf(spec: string): Promise<string> {
  const client = createEndpointClient(spec);
  await client.close();
  return client.name;
}

describe("a SPEC", () => {
  test.each([
    "sglang:http://127.0.0.1:30000",
    "vllm:org/model@v2@https://example.org/prefix",
    "echo:model:latest@http://localhost:8000/v1",
    "tgi:http://[::1]:8080",
    "sglang:org/model@http://127.0.0.1:30000",
    "tgi:org/model@http://127.0.0.1:8080",
    "onnx:/models/tiny",
    "onnx:org/tiny",
  ])("%s names an endpoint", async (spec) => {
    expect(await nameOf(spec)).toBe(spec);
  });

  test("loses the slash at its end", async () => {
    expect(await nameOf("sglang:http://host:1/")).toBe("sglang:http://host:1");
  });

  test.each([
    ["offline", "is of no known kind"],
    ["sglang:host:30000", "names no URL"],
    ["onnx", "names no model"],
    ["onnx:m@http://host", "takes no URL"],
    ["vllm:http://host", "names no model"],
    ["vllm: m@http://host", "spaces around the model's name"],
    ["openai:m@http://host", "is of no known kind; expected sglang:URL, vllm:MODEL@URL"],
    ["tgi:http://a b", "cannot be read"],
    ["tgi:http://host/?a=b", "a query"],
    ["sglang:http://user:hunter2@host", "HINDCAST_SCORER_KEY"],
    ["sglang:http://user:hun/hunter2@host", "HINDCAST_SCORER_KEY"],
    ["vllm:m@http://user:hunter2@host", "HINDCAST_SCORER_KEY"],
    ["sglang:ftp://user:hunter2@host", "has credentials"],
  ])("%s is refused without what may be a password", (spec, reason) => {
    expect(() => createEndpointClient(spec)).toThrow(reason);
    expect(() => createEndpointClient(spec)).not.toThrow("hunter2");
  });
});
