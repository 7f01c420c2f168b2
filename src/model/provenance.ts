/** What an auditor asks of a run: which state of which repository was read, and who had it read. All of it is text of others. */

/** A change that nobody has merged yet, which a workflow runs for. */
export interface Change {
  readonly number?: number;
  /** Its commit; absent where the event does not say it. */
  readonly headCommit?: string;
  /** Its branch, as its author named it. */
  readonly headRef?: string;
  /** The repository that it comes from, `acme/readqc`. */
  readonly headRepository?: string;
  /** The commit that it is to be added to. */
  readonly baseCommit: string;
  /** The branch that it is to be added to. */
  readonly baseRef?: string;
}

/** The run of a workflow, as the runner tells it. */
export interface WorkflowRun {
  /** `https://github.com/acme/readqc/actions/runs/123/attempts/2`. */
  readonly url?: string;
  /** `pull_request`, `schedule`. */
  readonly event?: string;
  readonly workflow?: string;
  readonly job?: string;
  readonly actor?: string;
  /** What it runs on: `refs/heads/main`, `refs/pull/7/merge`. */
  readonly ref?: string;
  readonly change?: Change;
}

/** The work tree of git that was read. */
export interface Checkout {
  /** What is checked out. */
  readonly commit: string;
  /** Absent where it is a commit by itself. */
  readonly branch?: string;
  /** Where the report's paths start, from the root of the work tree on; absent: there. */
  readonly folder?: string;
  /** Files that were read and that the commit has otherwise, or not at all. Absent: the repository does not have what tells. */
  readonly changed?: readonly string[];
}

/** Where the files of a run come from, and what ran. */
export interface Provenance {
  /** `acme/readqc`; `git.example.org/group/readqc` where it is not on GitHub. */
  readonly repository?: string;
  /** What the run stands for: for a pull request GitHub's own merge of it. */
  readonly commit?: string;
  /** Address of GitHub, where it is not https://github.com. */
  readonly server?: string;
  readonly run?: WorkflowRun;
  readonly checkout?: Checkout;
}
