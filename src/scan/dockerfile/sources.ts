/** Where an instruction names another stage or an image: `COPY --from=` and the mounts of `RUN`. */
import { readFlag } from "./check.ts";
import type { Instruction } from "./instructions.ts";
import { EMPTY, slice, type Text } from "./text.ts";
import { splitFields } from "./words.ts";

export interface Source {
  readonly kind: "copy" | "mount";
  /** As the builder reads it, quotes and escapes removed; empty for a mount without `from=`. */
  readonly name: Text;
  /** Of a mount, in lower case. */
  readonly type?: string;
}

/** In the order in which BuildKit meets them. A flag given twice, which BuildKit refuses, gives two. */
export function sourcesOf({ keyword, flags }: Instruction): readonly Source[] {
  if (keyword === "COPY") {
    return flags.flatMap((flag) => {
      const { name, value } = readFlag(flag);
      return name === "from" && value !== undefined && value.value !== ""
        ? [{ kind: "copy", name: value } as const]
        : [];
    });
  }
  if (keyword !== "RUN") return [];
  return flags.flatMap((flag) => {
    const { name, value } = readFlag(flag);
    return name === "mount" && value !== undefined ? [readMount(value)] : [];
  });
}

function readMount(value: Text): Source {
  let from = EMPTY;
  let type = "bind";
  for (const field of splitFields(value) ?? []) {
    const equals = field.value.indexOf("=");
    const key = field.value.slice(0, Math.max(0, equals)).toLowerCase();
    if (key === "from") from = slice(field, equals + 1);
    else if (key === "type") type = field.value.slice(equals + 1).toLowerCase();
  }
  return { kind: "mount", name: from, type };
}
