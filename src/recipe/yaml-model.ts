/** The values of a YAML text, as far as an environment has them. */

/** A value as it is written again; lists and maps that an alias stands for are one and the same object. */
export type YamlValue = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  /** Of a number, a truth value or nothing: as Java prints it. */
  readonly text: string;
  readonly isString: boolean;
}
export interface YamlList {
  readonly kind: "list";
  readonly items: YamlValue[];
}
export interface YamlMap {
  readonly kind: "map";
  readonly entries: (readonly [YamlScalar, YamlValue])[];
}
