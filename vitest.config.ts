import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/dist.ts",
    setupFiles: "test/support/random.ts",
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
    pool: "forks",
    // One a processor: left alone, vitest keeps one of two free for itself, and most of a test is waiting for a child.
    maxWorkers: availableParallelism(),
    coverage: {
      include: ["src/**/*.ts"],
      // Types, and what a process of its own does with its descriptors: tests run those as processes.
      exclude: ["src/{model,world,main,cli,start}.ts", "src/cli/output.ts", "src/**/*.d.ts"],
      thresholds: { lines: 97, branches: 97 },
    },
  },
});
