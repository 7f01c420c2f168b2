/** Dockerfiles that would keep a scan busy for ever. */
import { fill, type HostileCase, oneFileEach, pieces } from "./case.ts";

const D = "Dockerfile";
const from = "FROM alpine:3.20\n";

export const dockerfiles: readonly HostileCase[] = oneFileEach("dockerfile", {
  "fields of a mount": [D, () => `${from}RUN --mount=${'"a",'.repeat(100_000)} x\n`],
  "quoted fields with escapes": [D, () => `${from}RUN --mount='${'"a\\"",'.repeat(60_000)}' x\n`],
  "fields of a mount over lines": [D, () => `${from}RUN --mount=type=bind,\\\n${'"a",\\\n'.repeat(60_000)} x\n`],
  "fields with doubled quotes": [D, () => `${from}RUN --mount='"${'""'.repeat(200_000)}"' x\n`],
  "fields of a mount in single quotes": [D, () => `${from}RUN --mount='${'"a",'.repeat(100_000)}' x\n`],
  "fields of a device": [D, () => `${from}RUN --device='${'"a",'.repeat(100_000)}' x\n`],
  "plain fields": [D, () => `${from}RUN --mount=${"a,".repeat(500_000)} x\n`],
  "many mounts": [D, () => fill("--mount=type=cache,target=/a ", `${from}RUN `, " x\n")],
  "a flag with quotes": [D, () => fill('"a"', `${from}RUN --mount=`, " x\n")],
  "a flag with escapes": [D, () => fill("\\a", `${from}RUN --mount=`, " x\n")],
  "a flag of letters beyond ASCII": [D, () => fill("é", `${from}RUN --mount=`, " x\n").slice(0, 900_000)],
  "many flags": [D, () => fill("--a ", `${from}RUN `, " x\n")],
  "many flags of dashes": [D, () => fill("-- ", `${from}RUN `, " x\n")],
  "ARG that doubles": [D, () => `ARG A0=x\n${pieces(60, (n) => `ARG A${n + 1}=$A${n}$A${n}\n`)}FROM alpine:$A60\n`],
  "ARG that doubles in braces": [
    D,
    () => `ARG A0=xx\n${pieces(60, (n) => `ARG A${n + 1}=\${A${n}:-x}\${A${n}}\n`)}FROM alpine:$A60\n`,
  ],
  "ARG that doubles in a stage": [
    D,
    () => `FROM alpine\nARG A0=x\n${pieces(60, (n) => `ARG A${n + 1}=$A${n}$A${n}\n`)}RUN x\n`,
  ],
  "ARG of nothing that doubles": [
    D,
    () => `ARG A0\n${pieces(60, (n) => `ARG A${n + 1}=$A${n}$A${n}\n`)}FROM alpine:$A60\n`,
  ],
  "ENV that doubles": [
    D,
    () => `FROM scratch\nENV A0=x\n${pieces(60, (n) => `ENV A${n + 1}=$A${n}$A${n}\n`)}WORKDIR $A60\n`,
  ],
  "ENV that doubles itself": [D, () => `FROM scratch\nENV A=x\n${"ENV A=$A$A\n".repeat(20_000)}WORKDIR $A\n`],
  "ENV of the longest value": [
    D,
    () => `FROM scratch\nENV A=x\n${"ENV A=$A$A\n".repeat(15)}${pieces(20_000, (n) => `ENV B${n}=$A\n`)}WORKDIR $A\n`,
  ],
  "uses of the longest value": [
    D,
    () => `ARG A=x\n${"ARG A=$A$A\n".repeat(15)}${pieces(60_000, (n) => `FROM a:$A AS s${n}\n`)}`,
  ],
  "fragments of many defaults": [
    D,
    () =>
      `ARG A=x\n${pieces(14, (n) => `ARG B${n}=y\nARG A=$A$B${n}$A\n`)}${pieces(20_000, (n) => `FROM a:$A AS s${n}\n`)}`,
  ],
  "patterns of the longest value": [
    D,
    () =>
      `ARG A=a\n${"ARG A=$A$A\n".repeat(12)}${pieces(1000, (n) => `ARG B${n}=\${A//${"*a".repeat(250)}b/x}\n`)}FROM a\n`,
  ],
  "replacements that multiply": [
    D,
    () => `ARG A=${"a".repeat(4000)}\nARG B=${"b".repeat(60_000)}\nARG C=\${A//a/$B}\nFROM a:$C\n`,
  ],
  "patterns of stars": [
    D,
    () => `ARG A=${"a".repeat(4000)}\n${pieces(500, (n) => `ARG B${n}=\${A//${"*".repeat(500)}b/x}\n`)}FROM a\n`,
  ],
  "variables in variables": [D, () => `ARG A=${"${A:-".repeat(200_000)}\nFROM a\n`],
  "variables in variables, closed": [D, () => `ARG A=${"${A:-".repeat(150_000)}${"}".repeat(150_000)}\nFROM a\n`],
  "many variables in variables": [D, () => fill("${A:-${A:-${A:-b}}}", "ARG A=", "\nFROM $A\n")],
  "an ARG of dependents": [
    D,
    () => `${pieces(30_000, (n) => `ARG A${n}=x\n`)}ARG B=${pieces(30_000, (n) => `$A${n}`)}\nFROM a:$B\n`,
  ],
  "a chain of ARG": [D, () => `ARG A0\n${pieces(60_000, (n) => `ARG A${n + 1}=$A${n}\n`)}FROM a:$A60000\n`],
  "many ARG on a line": [D, () => `ARG ${pieces(150_000, (n) => `A${n}=x `)}\nFROM a\n`],
  "many ENV on a line": [D, () => `FROM a\nENV ${pieces(150_000, (n) => `A${n}=x `)}\n`],
  "ENV over lines": [D, () => `FROM a\nENV ${pieces(100_000, (n) => `A${n}=x \\\n`)}B=y\n`],
  "RUN over lines": [D, () => fill("a \\\n", `${from}RUN `, "x\n")],
  "COPY over lines": [D, () => fill("a \\\n", `${from}COPY `, "/x\n")],
  "FROM over lines": [D, () => fill("\\\n", "FROM alpine", "\n")],
  "flags over lines": [D, () => fill("--mount=type=bind,target=/\\\na ", `${from}RUN `, "x\n")],
  "ARG over lines": [D, () => fill("B=c \\\n", "ARG ", "D=x\nFROM $D\n")],
  "here-documents that are not ended": [D, () => `${from}${pieces(100_000, (n) => `RUN <<E${n}\n`)}`],
  "many here-documents of one line": [D, () => `${from}RUN ${pieces(100_000, (n) => `<<E${n} `)}\n`],
  "many here-documents": [D, () => `${from}${pieces(60_000, (n) => `COPY <<E${n} /a\n$A\nE${n}\n`)}`],
  "here-documents in braces": [D, () => fill("<<${", `${from}RUN `, "\n")],
  "a here-document of variables": [D, () => fill("${A:-b}", `${from}COPY <<E /a\n`, "\nE\n")],
  "sources that are here-documents": [D, () => `${from}COPY ${"<<E ".repeat(20_000)}/a\n${"$A".repeat(20_000)}\nE\n`],
  "a here-document mark of dashes": [D, () => fill("<<-", `${from}RUN `, "\n")],
  "stages on stages": [D, () => `FROM a AS s0\n${pieces(60_000, (n) => `FROM s${n} AS s${n + 1}\n`)}`],
  "stages that copy from all before": [
    D,
    () => pieces(700, (n) => `FROM a AS s${n}\n${pieces(n, (m) => `COPY --from=s${m} /a /b\n`).slice(0, 24 * 200)}\n`),
  ],
  "stages in a circle": [D, () => pieces(40_000, (n) => `FROM a AS s${n}\nCOPY --from=s${(n + 1) % 40_000} /a /b\n`)],
  "stages that copy from themselves": [D, () => pieces(40_000, (n) => `FROM a AS s${n}\nCOPY --from=s${n} /a /b\n`)],
  "ONBUILD fired by many stages": [
    D,
    () =>
      `FROM a AS b\n${pieces(3000, (n) => `ONBUILD COPY --from=i${n} /a /b\n`)}${pieces(3000, (n) => `FROM b AS s${n}\n`)}FROM b\n${pieces(3000, (n) => `COPY --from=s${n} /a /b\n`)}`,
  ],
  "ONBUILD of ONBUILD": [D, () => fill("ONBUILD ", from, "RUN x\n")],
  "a chain of ONBUILD": [
    D,
    () =>
      `FROM a AS s0\nONBUILD RUN x\n${pieces(20_000, (n) => `FROM s${n} AS s${n + 1}\nONBUILD COPY --from=s${n} /a /b\n`)}`,
  ],
  "ENV asked of stages below": [
    D,
    () =>
      `FROM a AS s0\n${pieces(64, (n) => `FROM s${n} AS s${n + 1}\n`)}${pieces(200_000, () => "RUN $A\n").slice(0, 1_000_000)}${"EXPOSE $A $B $C\n".repeat(30_000)}`,
  ],
  "EXPOSE of many ports": [D, () => fill("80 ", `${from}EXPOSE `, "\n")],
  "EXPOSE of a long value": [
    D,
    () => `FROM scratch\nENV A="80 "\n${'ENV A="$A$A"\n'.repeat(14)}${"EXPOSE $A\n".repeat(20_000)}`,
  ],
  "a JSON array in JSON arrays": [D, () => fill("[", `${from}RUN `, "\n")],
  "a JSON array of strings": [D, () => fill('"a",', `${from}RUN [`, '"a"]\n')],
  "one line": [D, () => fill("a", "FROM ", "\n")],
  "a line of blanks": [D, () => fill(" ", "FROM a", "\n")],
  "a line of blanks in ONBUILD": [D, () => fill(" ", "FROM a\nONBUILD", "\n")],
  "empty lines": [D, () => fill("\n", from)],
  comments: [D, () => fill("# a\n", from)],
  "comments in an instruction": [D, () => fill("# a\n", `${from}RUN a \\\n`, "b\n")],
  "escape directives": [D, () => fill("# escape=`\n", "", from)],
  "many faults": [D, () => fill("X\n", from)],
  "many faults of one instruction": [D, () => fill("COPY a\n", from)],
  "faults of FROM": [D, () => fill("FROM $X\n")],
  "check=error": [D, () => fill("run a\nCMD a\n", "# check=error=true\nFROM a AS b\n")],
  "check options": [D, () => fill("skip=a;", "# check=", `\n${from}`)],
  "carriage returns": [D, () => fill("\r", from)],
  quotes: [D, () => fill('"', "ARG A=", "\nFROM $A\n")],
  "quotes that are not closed": [D, () => `${pieces(100_000, (n) => `ARG A${n}="x\n`)}FROM $A1\n`],
  "a platform": [D, () => fill("a/", "FROM --platform=", " b\n")],
  "platforms of stages": [D, () => pieces(30_000, (n) => `FROM --platform=$BUILDPLATFORM a:${n} AS s${n}\n`)],
  "COPY of many sources": [D, () => fill("$A ", `${from}COPY `, "/x\n")],
  "COPY --chmod of letters": [D, () => `${from}COPY --chmod=${"u".repeat(100_000)}! a b\n`],
  "COPY --chmod of operators": [D, () => `${from}COPY --chmod=${"+rwx".repeat(100_000)}! a b\n`],
  "HEALTHCHECK of blanks": [D, () => fill(" ", `${from}HEALTHCHECK a`, "\n")],
  "HEALTHCHECK of a long time": [D, () => fill("1h", `${from}HEALTHCHECK --interval=`, " CMD x\n")],
  "ENV in the old form": [D, () => fill(" a", `${from}ENV `, "\n")],
  "braces of a template": [D, () => fill("{{", "FROM ", "\n")],
  "tags of a template": [D, () => fill("{{ a }}", "FROM ", "\n")],
  "underscores of a placeholder": [D, () => fill("__A", "FROM ", "\n")],
  "at signs of a placeholder": [D, () => fill("@a", "FROM ", "\n")],
  "words of a placeholder": [D, () => fill("A-", "FROM ", "\n")],
  "dashes of a name": [D, () => fill("a--", "FROM ", "\n")],
  "slashes of a name": [D, () => fill("a/", "FROM ", "\n")],
  "colons of a name": [D, () => fill("a:", "FROM ", "\n")],
});
