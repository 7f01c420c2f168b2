/** The workflow that `init` writes, and whether one of the repository does the same already. */
import { PAGES } from "./paths.ts";

/** As the workflows of this repository have it; a test compares them. */
const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
export const ACTION = "wave-inspect/wave-inspect-action@v1";
/** The commit of a release is known to nobody offline: this says where it is found, and keeps zizmor quiet until then. */
const PIN = `# zizmor: ignore[unpinned-uses] pin it by commit: ${PAGES.pinning}`;

export const workflowText = `# Checks the container images that this repository pulls, by .github/wave-inspect.yml.
name: wave-inspect

on:
  pull_request:
  merge_group:

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  images:
    name: container images
    runs-on: ubuntu-latest
    timeout-minutes: 40
    permissions:
      contents: read
    steps:
      - uses: ${CHECKOUT}
        with:
          fetch-depth: 2 # with the base of a pull request, whose policy and baseline count
          persist-credentials: false
      - uses: ${ACTION} ${PIN}
`;

/** Whether a step of a workflow runs this action, of whichever owner; a line that is commented out does not. */
export function usesAction(workflow: string): boolean {
  return /^[^#\n]*\buses["']?\s*:\s*["']?[\w.-]+\/wave-inspect-action@/m.test(workflow);
}
