/** A repository, a registry and an API of issues: the step in the mode `audit`, run after run. */
import { expect, onTestFinished } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import { type IssuesApi, type RunningIssuesApi, startIssuesApi } from "../support/issues-api.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

export interface AuditOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload?: unknown };
  readonly token?: string;
}

export async function runAudit(workspace: string, url: string, options: AuditOptions = {}): Promise<ActionRun> {
  return runAction({
    workspace,
    scratch: await scratch(),
    event: options.event ?? { name: "schedule", payload: { schedule: "17 3 * * *" } },
    token: options.token ?? "ghs_token",
    env: { GITHUB_API_URL: url, ...options.env },
    inputs: { mode: "audit", issue: "true", inspector: "registry", ...options.inputs },
  });
}

/** The API; at the end of the test nothing that was asked of it, or answered by it, is against GitHub's description. */
export async function issuesApi(api: IssuesApi = {}): Promise<RunningIssuesApi> {
  const running = await startIssuesApi(api);
  onTestFinished(() => expect(running.faults).toEqual([]));
  return running;
}

export { repositoryOf };
