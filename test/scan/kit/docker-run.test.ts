import { expect, test } from "vitest";
import { lastOption, runOptions, shellWords } from "../../../src/scan/kit/docker-run.ts";

// What Docker's client 28.2.2 asked its server for (`images/create?platform=`) with these in front of an image.
test.each([
  ["--platform linux/arm64 --platform linux/amd64", "linux/amd64"],
  ["--platform linux/amd64 --platform=", ""],
  ["--label --platform=linux/arm64", undefined],
  ["--label=a -i --rm --platform linux/arm64", "linux/arm64"],
  ["-e X=--platform=linux/arm64", undefined],
  ["-iu 1 --platform arm64", "arm64"],
  ["-u --platform=arm64", undefined],
  ["--rm=true --platform arm64", "arm64"],
  ["--rm true --platform arm64", undefined],
  ["-u=5 --platform arm64", "arm64"],
  ["-u5 --platform arm64", "arm64"],
  ["-it --platform arm64", "arm64"],
  ["-- --platform arm64", undefined],
  ["--platform", undefined],
  // Bash makes these words.
  ["-e 'A=1 --platform=x' --platform=\"linux/amd64\"", "linux/amd64"],
  ["'--platform=linux/amd64'", "linux/amd64"],
  ["--plat\\form linux/arm64", "linux/arm64"],
  ["-u 1 \\\n  --platform linux/arm64", "linux/arm64"],
  ['-e "A=\\"--platform x" --platform linux/arm64', "linux/arm64"],
  ["-u $(id -u):$(id -g) --platform linux/arm64", "linux/arm64"],
  ["$EXTRA --platform linux/arm64", "linux/arm64"],
  ["it's --platform linux/arm64", undefined],
])("%s", (line, platform) => {
  expect(lastOption(runOptions(shellWords(line)), "platform")?.text).toBe(platform);
});

test.each([
  ["--platform $P", true],
  ["--platform=linux/$(uname -m)", true],
  ['--platform "linux/`uname -m`"', true],
  ['--platform "${P}"', true],
  ["--platform '$P'", false],
  ['--platform "\\$P"', false],
  ["--platform linux/$", false],
])("what the shell puts into %s", (line, isOpen) => {
  expect(lastOption(runOptions(shellWords(line)), "platform")?.isOpen).toBe(isOpen);
});
