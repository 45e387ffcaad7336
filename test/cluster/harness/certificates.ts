import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Paths of PEM files. */
export interface Certificates {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string };
}

/** An authority, and certificates of it for a server on this machine and for one client. */
export function makeCertificates(directory: string): Certificates {
  if (spawnSync("openssl", ["version"]).status !== 0) {
    throw new Error("TLS is tried with certificates that openssl makes: install openssl");
  }
  mkdirSync(directory, { recursive: true });
  const at = (name: string): string => path.join(directory, name);
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=ca");
  const issue = (name: string): { cert: string; key: string } => {
    writeFileSync(at(`${name}.ext`), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    openssl("req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"];
    const names = ["-extfile", `${name}.ext`, "-out", `${name}.pem`];
    openssl("x509", "-req", "-in", `${name}.csr`, ...signed, ...names);
    return { cert: at(`${name}.pem`), key: at(`${name}.key`) };
  };
  return { ca: at("ca.pem"), server: issue("server"), client: issue("client") };
}
