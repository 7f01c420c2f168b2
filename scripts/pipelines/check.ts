/** `wave-inspect check` on a copy, as it is shipped. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import type { World } from "./world.ts";

const entry = resolve(import.meta.dirname, "../../dist/cli.js");

/** A finding that counts. */
export interface Told {
  readonly severity: string;
  /** Rule, place and message: the same in two runs for the same thing. */
  readonly key: string;
}

export interface Outcome {
  /** The JSON report. */
  readonly json: string;
  readonly verdict: string;
  readonly summary: string;
  readonly told: readonly Told[];
}

interface CheckReport {
  readonly verdict: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly coverage?: { readonly images: number; readonly answered: number; readonly downloads: number };
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly file: string;
    readonly line: number;
  }[];
}

export async function check({ directory, wave, files }: World, options: readonly string[] = []): Promise<Outcome> {
  const stand = ["--wave-endpoint", wave.endpoint, "--insecure-registry", files.host];
  const child = spawn(process.execPath, [entry, "check", directory, "--format", "json", ...stand, ...options], {
    env: { PATH: process.env["PATH"] ?? "", HOME: directory },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  if (out === "") throw new Error(err);
  const report: CheckReport = JSON.parse(out);
  const { coverage, counts } = report;
  const asked = coverage === undefined ? "" : `, ${coverage.answered} answered, ${coverage.downloads} downloads`;
  return {
    json: out,
    verdict: report.verdict,
    summary: `${counts["images"]} images${asked}, ${counts["warnings"]} warnings`,
    told: report.findings.map(({ rule, severity, message, file, line }) => ({
      severity,
      key: `${severity} ${rule} ${file}:${line} ${message}`,
    })),
  };
}
