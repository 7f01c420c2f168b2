/** `conf/containers_*.config`: what the nf-core tools (4.0 and later) generate, a line a module and a file a platform. */
import { FileScanner, type FileScan } from "../../kit/file-scan.ts";
import { parseConfig } from "../syntax/parse.ts";
import type { ConfigStatement } from "../syntax/tree.ts";

const GENERATED =
  /(?:^|\/)conf\/containers_(docker|singularity_https|singularity_oras|conda_lock_files)_(amd64|arm64)\.config$/;

/** By its name, lock files of conda included. */
export function isGeneratedConfig(path: string): boolean {
  return GENERATED.test(path);
}

/** One that nothing includes: it declares images, and no run pulls them. Lock files of conda are no images. */
export function scanGeneratedConfig(file: string, text: string): FileScan {
  const scan = new FileScanner(file, text, "nf-core");
  const [, form = "conda_lock_files", architecture = ""] = GENERATED.exec(file) ?? [];
  if (form === "conda_lock_files") return scan.result();
  const engine = form === "docker" ? "docker" : "singularity";
  const facts = { engine, platform: `linux/${architecture}`, reachable: false } as const;
  const walk = (statements: readonly ConfigStatement[], selector: string | undefined): void => {
    for (const statement of statements) {
      if (statement.kind === "block") walk(statement.body, selector);
      else if (statement.kind === "selector") walk(statement.body, `${statement.selector}:${statement.target.name}`);
      else if (statement.kind === "assignment" && statement.path.at(-1)?.name === "container") {
        const { value } = statement;
        if (value.kind !== "string" || value.value === "") continue;
        const process = /^withName:(\w+)$/.exec(selector ?? "")?.[1];
        const context = { ...(process !== undefined && { process }), ...(selector !== undefined && { selector }) };
        const range = { start: value.innerStart, end: value.innerEnd };
        scan.found(range, "config", context, { image: value.value, confidence: "exact" }, facts);
      }
    }
  };
  walk(parseConfig(text).config.statements, undefined);
  return scan.result();
}
