import type { Command } from "commander";

/** Adds what every command needs that talks to a NATS server. */
export function addNatsOptions(command: Command): Command {
  return command
    .option("--nats <url>", "NATS servers, commas between them (HINDCAST_NATS_URL)")
    .option("--nats-creds <file>", "credentials file (HINDCAST_NATS_CREDS)")
    .option("--nats-ca <file>", "certificates that the server's is checked with (HINDCAST_NATS_CA)")
    .option("--nats-cert <file>", "certificate of this client (HINDCAST_NATS_CERT)")
    .option("--nats-key <file>", "key of that certificate (HINDCAST_NATS_KEY)");
}

/** Whether a command line names a NATS server; the environment alone does not choose a cluster. */
export function namesNats(values: Readonly<Record<string, unknown>>): boolean {
  return typeof values["nats"] === "string";
}
